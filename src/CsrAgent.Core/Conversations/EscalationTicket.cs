using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>One hand-off to a person, from its beginning to its end.</summary>
public sealed record EscalationTicket
{
    public required string Id { get; init; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>Grows by one with each change: a step that was decided on an older one does not apply.</summary>
    public int Revision { get; init; }

    public required EscalationReason Reason { get; init; }

    /// <summary>The sensitive topic, or null.</summary>
    public string? Topic { get; init; }

    public required string Team { get; init; }

    public required EscalationPriority Priority { get; init; }

    /// <summary>For the person: what the customer wants, what was tried, mood, what is known.</summary>
    public required string Summary { get; init; }

    /// <summary>ISO 639-1, of the customer when it began; null: not known.</summary>
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
    /// When it has waited too long: an open one for a person, a claimed one for that person's message. Null: nobody is notified any more.
    /// </summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>How often it was escalated further because it had waited too long for a person.</summary>
    public int TimesPassedOn { get; init; }

    /// <summary>When the model is to write the summary; null: it has, or there is none.</summary>
    public DateTimeOffset? SummaryAt { get; init; }

    /// <summary>How often the model was asked for the summary.</summary>
    public int SummaryAttempts { get; init; }

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

    /// <summary>When there is next something to do about it; null: never.</summary>
    [JsonIgnore]
    public DateTimeOffset? DueAt =>
        !IsOpen ? null
        : OverdueAt is null || SummaryAt < OverdueAt ? SummaryAt ?? OverdueAt
        : OverdueAt;
}
