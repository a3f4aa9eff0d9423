namespace CsrAgent.Languages.Features;

/// <summary>The rows of a model's table for a text's features. Writes into the given span and stops at its end.</summary>
internal ref struct FeatureRows(Span<int> rows, int mask)
{
    private const int MinGroupLength = 3;
    private const int MaxGroupLength = 5;

    private readonly Span<int> _rows = rows;
    private int _count;

    public readonly ReadOnlySpan<int> All => _rows[.._count];

    public void Put(ulong hash)
    {
        if (_count < _rows.Length) _rows[_count++] = (int)(hash >> 7) & mask;
    }

    /// <summary>A word's groups of three to five letters, including its boundaries.</summary>
    public void PutLetters(ReadOnlySpan<char> word)
    {
        for (var start = -1; start + MinGroupLength <= word.Length + 1; start++)
        {
            var group = 0ul;
            for (var length = 1; length <= MaxGroupLength && start + length <= word.Length + 1; length++)
            {
                var at = start + length - 1;
                group = (group << 12) | (at < 0 || at >= word.Length ? ' ' : (ulong)(word[at] & 0xFFF));
                if (length >= MinGroupLength && _count < _rows.Length)
                {
                    _rows[_count++] = (int)(FeatureHash.Mix(group ^ ((ulong)length << 60)) >> 9) & mask;
                }
            }
        }
    }
}
