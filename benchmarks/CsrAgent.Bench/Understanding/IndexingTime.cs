namespace CsrAgent.Bench.Understanding;

/// <param name="Words">Until the articles can be searched by words.</param>
/// <param name="Vectors">What it takes from then until they can be searched by meaning.</param>
internal sealed record IndexingTime(int Articles, TimeSpan Words, TimeSpan Vectors);
