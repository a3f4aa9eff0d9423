namespace CsrAgent.Escalation;

/// <summary>Why a conversation goes to a person. A closed set: dashboards and routing rely on it.</summary>
public enum EscalationReason
{
    CustomerRequest,
    NegativeTrend,
    LowConfidence,
    RepeatedQuestion,
    SensitiveTopic,
    ActionFailed,
    TurnLimit,
    Policy,
    ModelRequest,
    Failure,
}

public enum EscalationPriority
{
    Low,
    Normal,
    High,
    Urgent,
}

public enum EscalationState
{
    Open,
    Claimed,
    Returned,
    Resolved,
}

/// <summary>One hand-off to a person, from its beginning to its end.</summary>
public sealed record EscalationTicket
{
    public required string Id { get; init; }

    public required Conversations.ConversationId ConversationId { get; init; }

    public required EscalationReason Reason { get; init; }

    public required string Team { get; init; }

    public required EscalationPriority Priority { get; init; }

    /// <summary>For the person: what the customer wants, what was tried, mood, what is known.</summary>
    public required string Summary { get; init; }

    public EscalationState State { get; init; } = EscalationState.Open;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The person who took over; null while nobody has.</summary>
    public string? Agent { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}
