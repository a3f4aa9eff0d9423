namespace CsrAgent.Memory;

/// <summary>One sentence that is kept about a customer from an earlier conversation.</summary>
public sealed record CustomerMemory
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MaxText = 300;

    /// <summary>
    /// Deterministic (conversation, how far it was read, number), so that the same conversation is never remembered twice.
    /// </summary>
    public required string Id { get; init; }

    public required MemoryOwner Owner { get; init; }

    public required MemoryKind Kind { get; init; }

    /// <summary>Redacted. Data, never instructions: a customer may have written it.</summary>
    public required string Text { get; init; }

    /// <summary>The conversation that it comes from.</summary>
    public required string SessionId { get; init; }

    /// <summary>When that conversation ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null where EMBEDDINGS is off or was busy, and in what a store returns.</summary>
    public MemoryVector? Vector { get; init; }
}
