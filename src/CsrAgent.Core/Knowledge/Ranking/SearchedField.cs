namespace CsrAgent.Knowledge.Ranking;

/// <summary>A part of an article that is searched.</summary>
/// <param name="Name">Lower-case; indexes may use it in field names.</param>
/// <param name="Boost">The weight of one mention.</param>
/// <param name="Dilution">How much a long field dilutes a mention, 0..1 (BM25's b).</param>
public sealed record SearchedField(string Name, float Boost, float Dilution)
{
    public static readonly SearchedField Title = new("title", 3.0f, 0.4f);
    public static readonly SearchedField Tags = new("tags", 2.5f, 0f);
    public static readonly SearchedField Heading = new("heading", 2.0f, 0.3f);
    public static readonly SearchedField Body = new("body", 1.0f, 0.6f);

    public static IReadOnlyList<SearchedField> All { get; } = [Title, Tags, Heading, Body];

    /// <summary>
    /// The weight of a term's occurrences in this field of a passage; the sum over the fields is the input of <see cref="TermImpact"/>.
    /// </summary>
    /// <param name="frequency">How often the term occurs in the field.</param>
    /// <param name="length">The field's length in terms.</param>
    /// <param name="averageLength">The average over all passages that have the field.</param>
    public float Mentions(int frequency, float length, float averageLength) =>
        Boost * frequency / (1 - Dilution + (Dilution * length / averageLength));
}
