namespace CsrAgent.Knowledge.Sync;

/// <summary>What was read of a source, so that what has not changed need not be read again.</summary>
/// <param name="Origin">The <see cref="SourceListing.Origin"/>; null if nothing was read yet.</param>
/// <param name="Entries">By place.</param>
internal sealed record SourceMemory(string? Origin, IReadOnlyDictionary<string, KnownEntry> Entries)
{
    public static readonly SourceMemory Empty = new(null, new Dictionary<string, KnownEntry>());

    public bool IsSameAs(SourceMemory other) =>
        Origin == other.Origin
        && Entries.Count == other.Entries.Count
        && Entries.All(pair => other.Entries.TryGetValue(pair.Key, out var entry) && entry == pair.Value);
}
