namespace CsrAgent.Telemetry;

/// <param name="Name">The loop's name.</param>
/// <param name="Ok">False when its last iteration failed, or when it has been silent for longer than an iteration may take.</param>
/// <param name="Fault">The kind of its last error, or <see cref="NoHeartbeat"/>; null if <paramref name="Ok"/>.</param>
public sealed record LoopStatus(string Name, bool Ok, string? Fault)
{
    /// <summary>Its current iteration, which may be the first, takes longer than it may: it hangs.</summary>
    public const string NoHeartbeat = nameof(NoHeartbeat);
}
