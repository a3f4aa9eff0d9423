using System.Text.Json.Serialization;
using CsrAgent.Conversations;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Chat;

/// <summary>A customer's message.</summary>
/// <param name="SessionId">The conversation; leave out to start one. 1 to 200 printable characters.</param>
/// <param name="UserId">The customer, 1 to 256 characters. Needed unless a signed token (CHAT_AUTH=jwt) names the customer.</param>
/// <param name="Message">1 to 8,000 characters.</param>
/// <param name="Channel">Default <c>web</c>.</param>
/// <param name="Metadata">What is known about the customer, for the person who may take over: at most 16 pairs.</param>
/// <param name="MessageId">The client's own id: the same message sent again with it is answered once. The header <c>Idempotency-Key</c>
/// does the same.</param>
/// <param name="Stream">True for an event stream, as with <c>Accept: text/event-stream</c>.</param>
internal sealed record ChatRequest(
    string? SessionId,
    string? UserId,
    string Message,
    string? Channel,
    IReadOnlyDictionary<string, string>? Metadata,
    string? MessageId,
    bool? Stream
);

internal sealed record ChatResponse
{
    public required string SessionId { get; init; }

    public required string TurnId { get; init; }

    public required string Message { get; init; }

    /// <summary>False for a fixed text, such as the notice of a hand-off, and where the agent stayed silent.</summary>
    public required bool AiGenerated { get; init; }

    /// <summary>Null where nothing was generated.</summary>
    public required AiMarkBody? Ai { get; init; }

    /// <summary>
    /// In the first answer of a conversation: the sentence that tells the customer, in their language, that an AI answers. A front end that
    /// does not say so elsewhere shows it above the message. Null in later answers.
    /// </summary>
    public required string? AiDisclosure { get; init; }

    public required string Sentiment { get; init; }

    public required double SentimentScore { get; init; }

    public required string Emotion { get; init; }

    public required string Language { get; init; }

    public required double Confidence { get; init; }

    public required bool ShouldEscalate { get; init; }

    public required string Status { get; init; }

    public required EscalationBody? Escalation { get; init; }

    public required IReadOnlyList<ArticleBody> KbArticles { get; init; }

    public required IReadOnlyList<CitationBody> Citations { get; init; }

    public required TokensBody TokensUsed { get; init; }

    public required long ProcessingTimeMs { get; init; }

    public required bool Degraded { get; init; }

    /// <summary>True when another customer's answer to the same question was given again (<c>ANSWER_CACHE</c>).</summary>
    public required bool Cached { get; init; }
}

/// <summary>Accepted; the answer is not ready yet. Read it from the conversation at <paramref name="Location"/>.</summary>
internal sealed record AcceptedBody(string SessionId, string MessageId, string Status, string Location)
{
    /// <summary>How long to wait before looking for the answer.</summary>
    internal static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(1);
}

internal sealed record StreamAccepted(string SessionId, string MessageId);

internal sealed record StreamDelta(string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TurnId);

internal sealed record HistoryBody
{
    public required string SessionId { get; init; }

    public required string UserId { get; init; }

    public required string Channel { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required EscalationBody? Escalation { get; init; }

    /// <summary>Present once a person has settled the matter: whether to ask how it was, and what was answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PersonRatingBody? PersonRating { get; init; }

    public required IReadOnlyList<MessageBody> Messages { get; init; }

    /// <summary>Pass as <c>after</c> to read on; absent on the last page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Next { get; init; }
}

/// <param name="PersonRating">Present once a person has settled the matter: whether to ask how it was, and what was answered.</param>
internal sealed record StatusBody(
    string Status,
    EscalationBody? Escalation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PersonRatingBody? PersonRating
);

/// <param name="EscalationId">The hand-off to rate.</param>
/// <param name="Score">What the customer has answered, 1, very bad, to 5, very good; null while they have not.</param>
internal sealed record PersonRatingBody(string EscalationId, int? Score)
{
    public static PersonRatingBody? From(EscalationTicket? ticket) => ticket is null ? null : new(ticket.Id, ticket.Rating?.Score);
}

/// <param name="EscalationId">As <c>person_rating</c> of the history names it.</param>
/// <param name="Score">1, very bad, to 5, very good.</param>
/// <param name="Comment">At most 2,000 characters.</param>
internal sealed record PersonRatingRequest(string EscalationId, int Score, string? Comment);

internal sealed record FeedbackRequest(string TurnId, string Rating, string? Comment);

internal sealed record EscalateResponse(string SessionId, string Status, EscalationBody? Escalation, string Message);

internal sealed record WithdrawResponse(string SessionId, string Status);

/// <param name="UserId">The customer, 1 to 256 characters. Needed unless a signed token (CHAT_AUTH=jwt) names the customer.</param>
/// <param name="SessionId">Leave out for a new session; with the session's token as bearer, a new token for it.</param>
internal sealed record SessionRequest(string? UserId, string? SessionId);

internal sealed record SessionResponse(string SessionId, string UserId, string SessionToken, DateTimeOffset ExpiresAt);

/// <param name="Next">Pass as <c>before</c> to read on; null on the last page.</param>
internal sealed record SessionsBody(IReadOnlyList<SessionBody> Sessions, string? Next);

/// <param name="SessionId">Its history is at <c>/api/v1/chat/{session_id}</c>.</param>
/// <param name="Title">How the customer began, at most 120 characters of it; null where somebody else did.</param>
internal sealed record SessionBody(string SessionId, string Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? Title);

/// <param name="SessionToken">The token of the session in which the visitor wrote before signing in.</param>
internal sealed record IdentifyRequest(string SessionToken);

/// <param name="Merged">True when the conversation became the customer's by this call; false when it was theirs already.</param>
internal sealed record IdentifyResponse(string SessionId, string UserId, bool Merged);
