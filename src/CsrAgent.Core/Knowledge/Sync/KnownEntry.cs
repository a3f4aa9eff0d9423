namespace CsrAgent.Knowledge.Sync;

/// <summary>What was read of an entry the last time. Small: there is one for each article.</summary>
/// <param name="Version">Null: it has to be read again.</param>
/// <param name="Id">Of its article, whose last good version is indexed; null if there was none yet.</param>
/// <param name="Hash">The beginning of the article's content hash.</param>
/// <param name="Error">What is wrong with this version of it, or null.</param>
internal readonly record struct KnownEntry(string? Version, string? Id, ulong Hash, string? Error = null)
{
    public static ulong HashOf(string contentHash) => Convert.ToUInt64(contentHash[..16], 16);
}
