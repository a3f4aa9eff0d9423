namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>Names of a document's fields, beside those of searched text.</summary>
internal static class PassageFields
{
    public const string Article = "article";
    public const string Index = "index";
    public const string Source = "source";
    public const string Language = "language";
    public const string Hash = "hash";
    /// <summary>Of an article in this wording, and of no other article.</summary>
    public const string Version = "version";
    public const string Synced = "synced";
    public const string Url = "url";
    public const string Entity = "entity";

    /// <summary>True in an article's first passage, which also holds what there is once for each article.</summary>
    public const string Head = "head";

    /// <summary>The whole article, as JSON; in its head.</summary>
    public const string Whole = "whole";

    /// <summary>The article's terms, each after its language; in its head.</summary>
    public const string Lexicon = "lexicon";

    /// <summary>The model whose vector the passage has, or that had none to give.</summary>
    public const string Embedded = "embedded";

    /// <summary>The document that keeps the names of what the articles describe, and its one field.</summary>
    public const string Catalog = "entities";

    /// <summary>The beginning of a vector field's name; a model's hash follows.</summary>
    public const string Vector = "vector_";

    /// <summary>The same vector for the scorer, as half-precision numbers in Base64.</summary>
    public const string Half = "half_";
}
