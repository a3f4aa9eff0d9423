namespace CsrAgent.Answering.Review;

/// <summary>
/// Sentences of two articles that have nearly the same words and other figures, or of which one denies what the other says. By rules: what
/// holds in two places, or of two things that articles describe, is no contradiction.
/// </summary>
internal static class ContradictionFinder
{
    private const double Alike = 0.65;

    // "You can cancel" and "You cannot cancel after dispatch" differ in more than the denial.
    private const double NearlyEqual = 0.8;

    /// <summary>The most alike first.</summary>
    public static IReadOnlyList<Contradiction> Find(IReadOnlyList<Statement> statements, CancellationToken cancellationToken)
    {
        var found = new List<Contradiction>();
        foreach (var language in statements.GroupBy(each => each.Hit.Language))
        {
            var some = language.ToList();
            var pairs = new WordSets([.. some.Select(each => each.Words)]).Pairs(
                Alike,
                (first, second) => AreOfOneSubject(some[first], some[second]),
                cancellationToken
            );
            foreach (var (first, second, likeness) in pairs)
            {
                if (KindOf(some[first], some[second], likeness) is not { } kind) continue;
                found.Add(new Contradiction(kind, some[first].Reviewed, some[second].Reviewed, likeness));
            }
        }
        return [.. found.OrderByDescending(each => each.Similarity)];
    }

    private static ContradictionKind? KindOf(Statement first, Statement second, double likeness) =>
        first.DiffersInFigures(second) ? ContradictionKind.Figures
        : first.DiffersInDenial(second) && likeness >= NearlyEqual ? ContradictionKind.YesOrNo
        : null;

    private static bool AreOfOneSubject(Statement first, Statement second) =>
        first.Hit.ArticleId != second.Hit.ArticleId
        && (first.Hit.Entity is null || second.Hit.Entity is null || first.Hit.Entity == second.Hit.Entity)
        && first.Places.SetEquals(second.Places);
}
