using CsrAgent.Languages.Features;

namespace CsrAgent.Signals;

/// <summary>
/// The features of <see cref="HumanRequestModel"/>: a sentence's words, pairs and triples of words, pairs with a word in between, and
/// groups of letters.
/// </summary>
internal ref struct HumanRequestFeatures(FeatureRows words, FeatureRows letters)
{
    private const ulong ApartSalt = 0x94D049BB133111EB;
    private static readonly ulong Edge = FeatureHash.Of("^");

    private FeatureRows _words = words;
    private FeatureRows _letters = letters;

    public readonly ReadOnlySpan<int> WordRows => _words.All;

    public readonly ReadOnlySpan<int> LetterRows => _letters.All;

    public static int WordRowsOf(FeatureBufferSize size) => (size.Tokens * 4) + 1;

    public void Read(ReadOnlySpan<FeatureToken> sentence, ReadOnlySpan<char> folded)
    {
        var (previous, before) = (Edge, Edge);
        foreach (var token in sentence)
        {
            var pair = FeatureHash.Pair(previous, token.Hash);
            _words.Put(token.Hash);
            _words.Put(pair);
            _words.Put(FeatureHash.Pair(before, pair));
            _words.Put(FeatureHash.Pair(before, token.Hash) ^ ApartSalt);
            _letters.PutLetters(folded.Slice(token.Start, token.Length));
            (before, previous) = (previous, token.Hash);
        }

        _words.Put(FeatureHash.Pair(previous, Edge));
    }
}
