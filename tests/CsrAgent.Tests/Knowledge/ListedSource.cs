using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge;

/// <summary>A source whose articles a test writes down.</summary>
internal sealed class ListedSource(string name) : IKnowledgeSource
{
    public string Name => name;

    public List<KnowledgeArticle> Articles { get; } = [];

    public List<SourceFailure> Failures { get; } = [];

    public Exception? Fault { get; set; }

    public int Reads { get; private set; }

    public Task<SourceListing?> ReadAsync(CancellationToken cancellationToken)
    {
        Reads++;
        return Fault is null ? Task.FromResult<SourceListing?>(new SourceListing([.. Articles], [.. Failures])) : throw Fault;
    }

    public ListedSource Holding(params string[] ids)
    {
        Articles.Clear();
        Articles.AddRange(ids.Select(id => Article(id)));
        return this;
    }

    public static KnowledgeArticle Article(string id, string body = "Text.") => new(id, "Title of " + id, null, [], "en", body);
}
