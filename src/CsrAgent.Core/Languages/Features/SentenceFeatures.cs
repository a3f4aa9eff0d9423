namespace CsrAgent.Languages.Features;

/// <summary>
/// The features of <see cref="SentenceModel"/>: a sentence's words, pairs and triples of words, pairs with a word in between, and
/// groups of letters; on request also its forms, in which a long word is its last letters only, as pairs, triples, fours and pairs with a
/// word in between. Forms tell how a sentence is built, whatever it is about: "we ~ve ~ed your".
/// </summary>
internal ref struct SentenceFeatures(FeatureRows words, FeatureRows letters, bool forms)
{
    private const int MaxShortWord = 4,
        EndingLength = 2,
        RowsPerToken = 8;

    private const ulong ApartSalt = 0x94D049BB133111EB,
        FormSalt = 0xD6E8FEB86659FD93;

    private static readonly ulong Edge = FeatureHash.Of("^");

    private FeatureRows _words = words;
    private FeatureRows _letters = letters;

    public readonly ReadOnlySpan<int> WordRows => _words.All;

    public readonly ReadOnlySpan<int> LetterRows => _letters.All;

    public static int WordRowsOf(FeatureBufferSize size) => (size.Tokens * RowsPerToken) + 1;

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
        if (forms) ReadForms(sentence, folded);
    }

    private void ReadForms(ReadOnlySpan<FeatureToken> sentence, ReadOnlySpan<char> folded)
    {
        var (previous, before, first) = (Edge, Edge, Edge);
        foreach (var token in sentence)
        {
            var form = FormOf(token, folded);
            var pair = FeatureHash.Pair(previous, form);
            var triple = FeatureHash.Pair(before, pair);
            _words.Put(pair ^ FormSalt);
            _words.Put(triple ^ FormSalt);
            _words.Put(FeatureHash.Pair(first, triple) ^ FormSalt);
            _words.Put(FeatureHash.Pair(before, form) ^ ApartSalt ^ FormSalt);
            (first, before, previous) = (before, previous, form);
        }
    }

    private static ulong FormOf(FeatureToken token, ReadOnlySpan<char> folded) =>
        token.Length <= MaxShortWord
            ? token.Hash
            : FeatureHash.Of(folded.Slice(token.Start + token.Length - EndingLength, EndingLength)) ^ FormSalt;
}
