using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge.Sync;

/// <summary>Counts what is read of another source.</summary>
internal sealed class CountedSource(IKnowledgeSource source) : IKnowledgeSource
{
    public List<string> Read { get; } = [];

    public string Name => source.Name;

    public Task<SourceListing?> ListAsync(CancellationToken cancellationToken) => source.ListAsync(cancellationToken);

    public Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        Read.Add(entry.Place);
        return source.ReadAsync(entry, knownVersion, cancellationToken);
    }
}
