using CsrAgent.Knowledge;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Adapters.Elasticsearch;

/// <summary>
/// The contract of every index, on a server that checks each request against the published API, or on a real one where
/// <c>VERIFY_ELASTICSEARCH_URL</c> names it: deploy/verify-stores.
/// </summary>
public sealed class ElasticsearchKnowledgeIndexTests : KnowledgeIndexContract
{
    private readonly ElasticsearchUnderTest _subject = new();

    protected override Task<IKnowledgeIndex> CreateAsync() => _subject.CreateAsync();

    protected override Task<IKnowledgeIndex> ReopenAsync() => _subject.ReopenAsync();

    public override async ValueTask DisposeAsync() => await _subject.DisposeAsync();
}
