namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// How relevant a term is to a passage: BM25 over all fields of the passage combined before saturation, so that a word in both title and
/// text counts for more than in either, but not twice.
/// </summary>
public static class TermImpact
{
    private const float Saturation = 1.2f;

    // The BM25 score of a word that occurs in the title, a tag, a heading and the text.
    private const float Full = 0.87f;

    /// <summary>0..1.</summary>
    /// <param name="mentions">The sum of <see cref="SearchedField.Mentions"/> over the fields.</param>
    public static float Of(float mentions)
    {
        // Squared: a mention in passing does not show that the passage is about the word; one in the title does.
        var share = Math.Min(1, mentions / (Saturation + mentions) / Full);
        return share * share;
    }
}
