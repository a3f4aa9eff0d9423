namespace CsrAgent.Bench;

/// <summary>The servers under the same load, one right after the other.</summary>
/// <param name="Minimal">The minimal durable server of a run with Redis.</param>
internal sealed record Pair(Measurement Bare, Measurement Real, Measurement? Minimal);
