namespace CsrAgent.Adapters.Elasticsearch.Search;

/// <param name="Articles">How many there are in the language.</param>
/// <param name="AverageLengths">Of each searched field, in terms, over the passages that have it.</param>
internal sealed record LanguageState(int Articles, IReadOnlyList<double> AverageLengths);
