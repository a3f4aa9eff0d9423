namespace CsrAgent.Tests.Simulation.Actors;

/// <summary>An erasure as the operator knows it.</summary>
internal sealed class JournalErasure
{
    public required string UserId { get; init; }

    public required TimeSpan BegunAt { get; init; }

    /// <summary>When its receipt came; null while it is repeated.</summary>
    public TimeSpan? DoneAt { get; set; }

    /// <summary>False where nothing was stored about the customer: no session was closed.</summary>
    public bool FoundSomething { get; set; }
}
