namespace CsrAgent.Languages.Features;

/// <summary>Hashes of words and groups of letters. A change here affects every model: raise the versions of their files with it.</summary>
internal static class FeatureHash
{
    public const ulong Empty = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static ulong Append(ulong hash, char c) => (hash ^ c) * Prime;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var hash = Empty;
        foreach (var c in word) hash = Append(hash, c);
        return Mix(hash);
    }

    /// <summary>The hash of an ordered pair.</summary>
    public static ulong Pair(ulong first, ulong second) => Mix((first * 0x9E3779B97F4A7C15) ^ (second + 0x7F4A7C15));

    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 29);
    }
}
