namespace CsrAgent.Telemetry;

/// <param name="Name">The loop's.</param>
/// <param name="Ok">False when its last iteration failed, or when it has been silent for longer than an iteration may take.</param>
/// <param name="Fault">The kind of its last error, <see cref="NotYetRun"/>, <see cref="NoHeartbeat"/>, or null.</param>
public sealed record LoopStatus(string Name, bool Ok, string? Fault)
{
    /// <summary>It has just been started; its first iteration has not ended yet.</summary>
    public const string NotYetRun = nameof(NotYetRun);

    /// <summary>It ran, but its current iteration takes longer than it may: it hangs.</summary>
    public const string NoHeartbeat = nameof(NoHeartbeat);
}
