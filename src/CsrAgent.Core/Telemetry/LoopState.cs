namespace CsrAgent.Telemetry;

/// <param name="LastBeat">When the loop last went round without an error.</param>
/// <param name="Fault">The kind of its last error, or null when it has gone round since.</param>
public sealed record LoopState(DateTimeOffset LastBeat, string? Fault);
