namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// Names of an index's fields. What is searched is analysed by its language, and so has a field for each: <c>title_en</c>. How much a
/// field counts for is <see cref="Boosts"/>.
/// </summary>
internal static class KnowledgeFields
{
    public const string Article = "article";
    public const string Language = "language";
    public const string Head = "head";
    public const string Whole = "whole";
    public const string Index = "index";
    public const string Heading = "heading";
    public const string Text = "text";
    public const string Title = "title";
    public const string Url = "url";

    /// <summary>Searched fields: prefix, weight of one mention, and how much a long field dilutes it (BM25's b).</summary>
    public static readonly (string Prefix, float Boost, float Dilution)[] Boosts =
    [
        ("title_", 3.0f, 0.4f),
        ("tags_", 2.5f, 0f),
        ("heading_", 2.0f, 0.3f),
        ("body_", 1.0f, 0.6f),
    ];

    public static string LanguageOf(string field) => field[(field.IndexOf('_') + 1)..];
}
