namespace CsrAgent.Knowledge.Sync;

/// <summary>What was read of an entry the last time. Small: there is one for each article.</summary>
/// <param name="Version">Null: it has to be read again.</param>
/// <param name="Hash">The beginning of the article's content hash.</param>
internal readonly record struct KnownEntry(string? Version, string Id, ulong Hash)
{
    public static ulong HashOf(string contentHash) => Convert.ToUInt64(contentHash[..16], 16);
}
