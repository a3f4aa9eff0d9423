using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Lucene;

/// <summary>Names of an index's fields. Searched text is analyzed by language, so it has a field per language: <c>title_en</c>.</summary>
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
    public const string Tags = "tags";
    public const string Entity = "entity";

    public static string Of(SearchedField field, string language) => $"{field.Name}_{language}";

    public static string LanguageOf(string field) => field[(field.IndexOf('_') + 1)..];
}
