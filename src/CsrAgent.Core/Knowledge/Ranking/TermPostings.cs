namespace CsrAgent.Knowledge.Ranking;

/// <summary>Where a term occurs.</summary>
/// <param name="Impacts">Its impact in each passage, 0..1 (<see cref="TermImpact"/>), by the passage's number.</param>
/// <param name="Articles">How many articles of the whole index contain it, whether candidates or not.</param>
public sealed record TermPostings(IReadOnlyDictionary<int, float> Impacts, int Articles)
{
    internal TermPostings Scale(float factor) =>
        this with
        {
            Impacts = Impacts.ToDictionary(pair => pair.Key, pair => pair.Value * factor),
        };
}
