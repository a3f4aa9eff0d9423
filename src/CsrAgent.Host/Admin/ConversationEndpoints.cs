using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Admin;

/// <summary>Statistics and conversations.</summary>
internal static class ConversationEndpoints
{
    public static RouteGroupBuilder MapConversations(this RouteGroupBuilder admin)
    {
        admin
            .MapGet("stats", StatsAsync)
            .WithName("readStatistics")
            .WithSummary("Counts, in all and by day")
            .Produces<StatsBody>()
            .ProducesProblems(400, 401);
        admin
            .MapGet("conversations", ListAsync)
            .WithName("listConversations")
            .WithSummary("Conversations, newest activity first")
            .Produces<ConversationsBody>()
            .ProducesProblems(400, 401);
        return admin;
    }

    private static async Task<IResult> StatsAsync(IStatistics statistics, CancellationToken cancellationToken, int days = 7)
    {
        if (days is < 1 or > 366) return Problem.Invalid("days", "days must be a whole number from 1 to 366.");
        return TypedResults.Ok(StatsBody.From(await statistics.ReadAsync(days, cancellationToken)));
    }

    private static async Task<IResult> ListAsync(
        IConversationStore store,
        CancellationToken cancellationToken,
        string? status = null,
        string? user_id = null,
        string? before = null,
        int limit = 50
    )
    {
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        var wanted = WireName.TryParse<ConversationStatus>(status);
        if (status is not null && wanted is null)
        {
            return Problem.Invalid("status", "status must be bot, waiting_for_human, human or ended.");
        }
        var cursor = before is null ? null : ConversationCursor.TryParse(before);
        if (before is not null && cursor is null) return Problem.Invalid("before", "before must be what next of an earlier page gave.");
        var found = await store.ListAsync(
            new ConversationFilter
            {
                Status = wanted,
                UserId = user_id,
                Before = cursor,
                Limit = limit,
            },
            cancellationToken
        );
        var next = found.Count == limit ? ConversationCursor.Of(found[^1]).ToString() : null;
        return TypedResults.Ok(new ConversationsBody([.. found.Select(ConversationBody.From)], next));
    }
}

internal sealed record StatsBody(
    IReadOnlyDictionary<string, long> Conversations,
    long WaitingMessages,
    long OpenEscalations,
    long DeadLetters,
    FeedbackBody Feedback,
    IReadOnlyList<DayBody> Days
)
{
    public static StatsBody From(Statistics s) =>
        new(
            Enum.GetValues<ConversationStatus>()
                .ToDictionary(status => status.ToWireName(), status => s.Conversations.GetValueOrDefault(status)),
            s.WaitingMessages,
            s.OpenEscalations,
            s.DeadLetters,
            new(s.Feedback.Up, s.Feedback.Down),
            [.. s.Days.Select(DayBody.From)]
        );
}

internal sealed record FeedbackBody(long Up, long Down);

internal sealed record DayBody(
    string Day,
    long Turns,
    long Messages,
    long Handoffs,
    long Unanswered,
    long Degraded,
    IReadOnlyDictionary<string, long> Sentiment,
    TokensBody TokensUsed,
    double MeanProcessingTimeMs
)
{
    public static DayBody From(DayStatistics d) =>
        new(
            d.Day,
            d.Turns,
            d.Messages,
            d.Handoffs,
            d.Unanswered,
            d.Degraded,
            new Dictionary<string, long>
            {
                ["positive"] = d.Positive,
                ["neutral"] = d.Neutral,
                ["negative"] = d.Negative,
            },
            new(d.InputTokens, d.OutputTokens, d.InputTokens + d.OutputTokens),
            Math.Round(d.MeanProcessingTime.TotalMilliseconds, 1)
        );
}

/// <param name="Next">Pass as <c>before</c> to read on; null on the last page.</param>
internal sealed record ConversationsBody(IReadOnlyList<ConversationBody> Conversations, string? Next);

internal sealed record ConversationBody(
    string SessionId,
    string UserId,
    string Channel,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    EscalationBody? Escalation
)
{
    public static ConversationBody From(Conversation c) =>
        new(c.Id.Value, c.UserId, c.Channel, c.Status.ToWireName(), c.CreatedAt, c.UpdatedAt, c.Escalation?.ToBody());
}
