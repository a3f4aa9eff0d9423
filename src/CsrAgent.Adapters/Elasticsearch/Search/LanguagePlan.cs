using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <summary>What a search asks for in one language.</summary>
/// <param name="Articles">How many articles hold each term.</param>
/// <param name="Near">Terms that a misspelled one may be.</param>
/// <param name="Others">Terms that are not in the question and may be meant: related ones, and near ones.</param>
internal sealed record LanguagePlan(
    string Language,
    LanguageLexicon Lexicon,
    LanguageState State,
    IReadOnlyDictionary<string, int> Articles,
    IReadOnlyCollection<string> Near,
    IReadOnlyCollection<string> Others
);
