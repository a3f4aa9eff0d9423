namespace CsrAgent.Evals.Reports;

/// <summary>Sets that belong together, in the order in which they are shown.</summary>
internal sealed record EvalSetGroup(string Title, IReadOnlyList<EvalSet> Sets);
