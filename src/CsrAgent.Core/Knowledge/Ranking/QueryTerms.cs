namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// The terms that a search will look up, known before it begins: an index elsewhere is asked about all of them at once.
/// </summary>
/// <param name="Asked">Of the question and what was said before, without fillers.</param>
/// <param name="Related">What may be meant by them as well.</param>
public sealed record QueryTerms(IReadOnlyCollection<string> Asked, IReadOnlyCollection<string> Related)
{
    // As many as a search takes at most, and some more, since it leaves out what no article holds.
    private const int MaxAsked = 64;
    private const int MaxTexts = 4;

    public static QueryTerms Of(KnowledgeQuery query, LanguageLexicon lexicon)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in Texts(query))
        {
            lexicon.Analyzer.Analyze(
                WeightedQuery.Bound(text),
                term =>
                {
                    var word = WeightedQuery.WithoutApostrophe(term);
                    if (!lexicon.IsNoise(word)) asked.Add(word.ToString());
                    return asked.Count < MaxAsked;
                }
            );
        }
        return new QueryTerms(asked, RelatedTo(asked, lexicon));
    }

    private static IEnumerable<string> Texts(KnowledgeQuery query)
    {
        var own = query.InEnglish is { } english ? $"{query.Text} {english}" : query.Text;
        return query.Context.TakeLast(MaxTexts - 1).Append(own).Reverse();
    }

    /// <summary>What else is meant by words, such as those that a misspelled one may be.</summary>
    public static IReadOnlyCollection<string> RelatedTo(IEnumerable<string> terms, LanguageLexicon lexicon) =>
        [.. terms.SelectMany(lexicon.RelatedTo).Distinct()];

    /// <summary>Whether a term that no article holds may be a slip of another, of the given length or more.</summary>
    public static bool MayBeMisspelt(string term) => term.Length >= Spelling.MinWordLength && !term.Any(char.IsDigit);
}
