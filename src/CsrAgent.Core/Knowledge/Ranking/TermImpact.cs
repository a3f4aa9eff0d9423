namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// How strongly a passage holds a term: BM25 with all fields of the passage taken together before they saturate, so that a word in the
/// title and in the text counts for more than in either, but not twice.
/// </summary>
public static class TermImpact
{
    private const float Saturation = 1.2f;

    // BM25 of a word that occurs in the title, a tag, a heading and the text.
    private const float Full = 0.87f;

    /// <summary>0..1.</summary>
    /// <param name="mentions">The sum of <see cref="SearchedField.Mentions"/> over the fields.</param>
    public static float Of(float mentions)
    {
        // Squared: one mention in passing is no sign that the passage is about the word; one in the title is.
        var share = Math.Min(1, mentions / (Saturation + mentions) / Full);
        return share * share;
    }
}
