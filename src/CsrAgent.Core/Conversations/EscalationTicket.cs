using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>One hand-off to a person, from its beginning to its end.</summary>
public sealed record EscalationTicket
{
    public required string Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>Incremented with each change: a step decided on an older revision is not applied.</summary>
    public int Revision { get; init; }

    public required EscalationReason Reason { get; init; }

    /// <summary>The sensitive topic, or null.</summary>
    public string? Topic { get; init; }

    public required string Team { get; init; }

    public required EscalationPriority Priority { get; init; }

    /// <summary>For the person: what the customer wants, what was tried, mood, what is known.</summary>
    public required string Summary { get; init; }

    /// <summary>The customer's language when it began (ISO 639-1), or null.</summary>
    public string? Language { get; init; }

    /// <summary>The notice that the customer got when it began.</summary>
    [JsonPropertyName("Told")]
    public string NoticeText { get; init; } = "";

    public EscalationState State { get; init; } = EscalationState.Open;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The person who took over; null while nobody has.</summary>
    public string? Agent { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// When it is overdue: an open one for a person, a claimed one for that person's message. Null when nobody is notified anymore.
    /// </summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>How often it was escalated further because it had waited too long for a person.</summary>
    public int TimesPassedOn { get; init; }

    /// <summary>When the model should write the summary; null if it has, or if there is no model.</summary>
    public DateTimeOffset? SummaryAt { get; init; }

    /// <summary>How often the model was asked for the summary.</summary>
    public int SummaryAttempts { get; init; }

    /// <summary>It ended because the customer no longer wanted a person.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What the customer thinks of how a person settled it; null while they have not said.</summary>
    public HandoffRating? Rating { get; init; }

    /// <summary>The hand-off after the customer chose to do without a person: the agent has the conversation back.</summary>
    public EscalationTicket Withdraw(DateTimeOffset now) => Return(now) with { IsWithdrawn = true };

    /// <summary>The hand-off after the agent was given the conversation back.</summary>
    public EscalationTicket Return(DateTimeOffset now) =>
        this with
        {
            State = EscalationState.Returned,
            ClosedAt = now,
            Revision = Revision + 1,
        };

    /// <summary>What a newer version has stored with it: kept as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public bool IsOpen => State is EscalationState.Open or EscalationState.Claimed;

    /// <summary>When it next needs attention; null for never.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt =>
        !IsOpen ? null
        : OverdueAt is null || SummaryAt < OverdueAt ? SummaryAt ?? OverdueAt
        : OverdueAt;
}
