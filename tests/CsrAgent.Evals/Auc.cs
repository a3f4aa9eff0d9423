namespace CsrAgent.Evals;

/// <summary>How often a score is higher where it should be: of all pairs, the share in which it is.</summary>
internal static class Auc
{
    public static double Of(IReadOnlyCollection<double> higher, IReadOnlyCollection<double> lower) =>
        higher.Average(yes => lower.Average(no => yes > no ? 1 : 0.0));
}
