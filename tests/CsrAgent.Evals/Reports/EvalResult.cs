namespace CsrAgent.Evals.Reports;

/// <summary>What was measured on one set.</summary>
/// <param name="Set">As in "floors.json".</param>
/// <param name="Count">How many messages, turns or texts the set has.</param>
internal sealed record EvalResult(string Set, int Count, IReadOnlyList<EvalFigure> Figures, IReadOnlyList<Mistake> Mistakes);
