namespace CsrAgent.Languages.Patterns;

/// <summary>The ids of the words and prefixes in a set of patterns. Zero is any other word.</summary>
internal sealed class Vocabulary
{
    private const int MinPrefixLength = 3;
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _prefixes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _prefixById = [];
    private int _maxPrefixLength;
    private int _next;

    public int Add(ReadOnlySpan<char> word, bool prefix)
    {
        var kind = prefix ? _prefixes : _words;
        if (prefix) _maxPrefixLength = Math.Max(_maxPrefixLength, word.Length);
        if (prefix && word.Length < MinPrefixLength)
        {
            throw new FormatException(
                $"'{word}*' is too short a prefix: write at least {MinPrefixLength} letters, or the whole words."
            );
        }
        var lookup = kind.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(word, out var id)) lookup[word] = id = ++_next;
        if (prefix) _prefixById[id] = word.ToString();
        return id;
    }

    public (int Word, int Prefix) Find(ReadOnlySpan<char> word)
    {
        _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var exact);
        return (exact, _maxPrefixLength == 0 ? 0 : FindPrefix(word));
    }

    /// <summary>The ids of the longer prefixes that start with this one: a word is identified by its longest prefix only.</summary>
    public IEnumerable<int> LongerThan(int prefixId) =>
        _prefixById
            .Where(entry => entry.Key != prefixId && entry.Value.StartsWith(_prefixById[prefixId], StringComparison.Ordinal))
            .Select(entry => entry.Key);

    public bool IsPrefix(int id) => _prefixById.ContainsKey(id);

    private int FindPrefix(ReadOnlySpan<char> word)
    {
        var lookup = _prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(word.Length, _maxPrefixLength); length >= MinPrefixLength; length--)
        {
            if (lookup.TryGetValue(word[..length], out var id)) return id;
        }
        return 0;
    }
}
