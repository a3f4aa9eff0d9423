using CsrAgent.Languages.Features;

namespace CsrAgent.Sentiment;

/// <summary>
/// The features of <see cref="MoodModel"/>: rows of its table for words, pairs and triples of words and groups of letters, and counts of
/// other signs (<see cref="MoodSigns"/>). The trainer uses the same code.
/// </summary>
internal ref struct MoodFeatures(FeatureRows words, FeatureRows letters, Span<float> signs)
{
    private const int NegationReach = 4;
    private const ulong NegatedSalt = 0x5851F42D4C957F2D;
    private static readonly ulong Edge = FeatureHash.Of("^");

    private readonly Span<float> _signs = signs;
    private FeatureRows _words = words;
    private FeatureRows _letters = letters;

    public readonly ReadOnlySpan<int> WordRows => _words.All;

    public readonly ReadOnlySpan<int> LetterRows => _letters.All;

    public readonly ReadOnlySpan<float> Signs => _signs;

    public static int WordRowsOf(FeatureBufferSize size) => (size.Tokens * 3) + 1;

    public void Read(ReadOnlySpan<FeatureToken> tokens, ReadOnlySpan<char> folded, ValenceTable valence)
    {
        var tally = new MoodSigns(_signs);
        var (previous, before) = (Edge, Edge);
        var negatedUntil = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            var word = folded.Slice(token.Start, token.Length);
            var pair = FeatureHash.Pair(previous, token.Hash);
            var groups = valence.Find(token.Hash, word) | valence.Find(pair);
            if (token.EndsClause || (groups & ValenceGroups.But) != 0) negatedUntil = 0;
            var negated = i < negatedUntil;
            _words.Put(negated ? token.Hash ^ NegatedSalt : token.Hash);
            _words.Put(pair);
            _words.Put(FeatureHash.Pair(before, pair));
            _letters.PutLetters(word);
            tally.Add(token, groups, i, negated);
            if ((groups & ValenceGroups.Not) != 0) negatedUntil = i + 1 + NegationReach;
            (before, previous) = (previous, token.Hash);
        }

        _words.Put(FeatureHash.Pair(previous, Edge));
        tally.Close(tokens);
    }
}
