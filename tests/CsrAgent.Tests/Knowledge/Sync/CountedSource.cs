using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Tests.Knowledge.Sync;

/// <summary>Counts what is read of another source.</summary>
internal sealed class CountedSource(IKnowledgeSource source) : IKnowledgeSource
{
    public List<string> Read { get; } = [];

    /// <summary>Called while a place is read.</summary>
    public Action<string>? WhenReading { get; set; }

    public string Name => source.Name;

    public Task<SourceListing?> ListAsync(CancellationToken cancellationToken) => source.ListAsync(cancellationToken);

    public async Task<SourceItem> ReadAsync(SourceEntry entry, string? knownVersion, CancellationToken cancellationToken)
    {
        Read.Add(entry.Place);
        var reading = source.ReadAsync(entry, knownVersion, cancellationToken);
        WhenReading?.Invoke(entry.Place);
        return await reading;
    }
}
