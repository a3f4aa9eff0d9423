using CsrAgent.Knowledge.Ranking.Entities;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>What a search must know about the whole index, as it was a short time ago.</summary>
/// <param name="Index">The index that the alias named.</param>
/// <param name="VectorFields">The models' hashes for which it has vectors.</param>
/// <param name="Languages">By ISO 639-1.</param>
internal sealed record IndexState(
    string Index,
    IReadOnlySet<string> VectorFields,
    IReadOnlyDictionary<string, LanguageState> Languages,
    EntityCatalog Entities
)
{
    public static readonly IndexState Empty = new("", new HashSet<string>(), new Dictionary<string, LanguageState>(), EntityCatalog.Empty);

    /// <summary>The language of most articles.</summary>
    public string MainLanguage { get; } = Languages.Count == 0 ? "en" : Languages.MaxBy(language => language.Value.Articles).Key;
}
