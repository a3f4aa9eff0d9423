namespace CsrAgent.Bench;

/// <summary>The servers under the same load, one right after the other.</summary>
/// <param name="Minimal">Of a run with Redis: the least durable work on it.</param>
internal sealed record Pair(Measurement Bare, Measurement Real, Measurement? Minimal);
