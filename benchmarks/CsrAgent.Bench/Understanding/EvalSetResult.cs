namespace CsrAgent.Bench.Understanding;

/// <summary>What tests/CsrAgent.Evals writes of one set.</summary>
internal sealed record EvalSetResult(string Set, int Count, string Source, IReadOnlyList<EvalSetResult.Figure> Figures)
{
    internal sealed record Figure(string Name, double Reached, double Floor);
}
