using System.Numerics;
using CsrAgent.Languages.Features;

namespace CsrAgent.Sentiment;

/// <summary>The groups of words, prefixes and word pairs, by hash: open addressing, at most half full.</summary>
internal sealed class ValenceTable
{
    /// <summary>The lengths of the prefixes that can identify words.</summary>
    public const int MinStemLength = 4;
    public const int MaxStemLength = 8;

    private const ulong StemSalt = 0x2545F4914F6CDD1D;
    private readonly ulong[] _hashes;
    private readonly ValenceGroups[] _groups;
    private readonly int _mask;

    public ValenceTable(IReadOnlyCollection<KeyValuePair<ulong, ValenceGroups>> entries)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, entries.Count * 2));
        (_hashes, _groups, _mask) = (new ulong[size], new ValenceGroups[size], size - 1);
        foreach (var (hash, groups) in entries)
        {
            var at = (int)hash & _mask;
            while (_groups[at] != ValenceGroups.None && _hashes[at] != hash) at = (at + 1) & _mask;
            (_hashes[at], _groups[at]) = (hash, _groups[at] | groups);
        }
    }

    public IEnumerable<KeyValuePair<ulong, ValenceGroups>> Entries =>
        _hashes.Zip(_groups, KeyValuePair.Create).Where(entry => entry.Value != ValenceGroups.None);

    public static ulong HashOfStem(ReadOnlySpan<char> stem)
    {
        var hash = FeatureHash.Empty;
        foreach (var c in stem) hash = FeatureHash.Append(hash, c);
        return FeatureHash.Mix(hash ^ StemSalt);
    }

    /// <summary>The groups of the word itself, else of its longest prefix.</summary>
    public ValenceGroups Find(ulong hash, ReadOnlySpan<char> word)
    {
        var groups = Find(hash);
        if (groups != ValenceGroups.None || word.Length < MinStemLength) return groups;
        var stem = FeatureHash.Empty;
        for (var i = 0; i < Math.Min(word.Length, MaxStemLength); i++)
        {
            stem = FeatureHash.Append(stem, word[i]);
            if (i + 1 >= MinStemLength && Find(FeatureHash.Mix(stem ^ StemSalt)) is not ValenceGroups.None and var longer) groups = longer;
        }

        return groups;
    }

    public ValenceGroups Find(ulong hash)
    {
        for (var at = (int)hash & _mask; _groups[at] != ValenceGroups.None; at = (at + 1) & _mask)
        {
            if (_hashes[at] == hash) return _groups[at];
        }
        return ValenceGroups.None;
    }
}
