using System.Text.Json.Serialization;
using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Host.Http;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Admin;

/// <summary>The people's side of hand-offs.</summary>
internal static class EscalationEndpoints
{
    private const int MaxAgentName = 128;

    public static RouteGroupBuilder MapEscalations(this RouteGroupBuilder admin)
    {
        var escalations = admin.MapGroup("escalations");
        escalations
            .MapGet("", ListAsync)
            .WithName("listEscalations")
            .WithSummary("Hand-offs, most urgent first; those of one session_id, oldest first")
            .Produces<EscalationsBody>()
            .ProducesProblems(400, 401);
        escalations
            .MapPost(
                "{id}/claim",
                (string id, HttpRequest request, HandoffWorkflow handoffs, CancellationToken cancellationToken) =>
                    StepAsync(request, (agent, token) => handoffs.ClaimAsync(id, agent, token), cancellationToken)
            )
            .Step<AgentRequest>("escalation.claim", "claimEscalation", "Take over; the agent falls silent");
        escalations
            .MapPost("{id}/reply", (Delegate)ReplyAsync)
            .Step<AgentReplyRequest>("escalation.reply", "replyToCustomer", "Write to the customer");
        escalations
            .MapPost(
                "{id}/return",
                (string id, HttpRequest request, HandoffWorkflow handoffs, CancellationToken cancellationToken) =>
                    StepAsync(request, (agent, token) => handoffs.ReturnAsync(id, agent, token), cancellationToken)
            )
            .Step<AgentRequest>("escalation.return", "returnEscalation", "Give back to the agent, its context cut");
        escalations
            .MapPost(
                "{id}/resolve",
                (string id, HttpRequest request, HandoffWorkflow handoffs, CancellationToken cancellationToken) =>
                    StepAsync(request, (agent, token) => handoffs.ResolveAsync(id, agent, token), cancellationToken)
            )
            .Step<AgentRequest>("escalation.resolve", "resolveEscalation", "Settle and end");
        return admin;
    }

    private static void Step<TBody>(this RouteHandlerBuilder builder, string action, string name, string summary)
        where TBody : notnull =>
        builder
            .Audited(action)
            .WithName(name)
            .WithSummary(summary)
            .Accepts<TBody>("application/json")
            .Produces<TicketBody>()
            .ProducesProblems(400, 401, 404, 409, 413, 415);

    private static async Task<IResult> ListAsync(
        IHandoffStore handoffs,
        CancellationToken cancellationToken,
        string? state = null,
        string? session_id = null,
        int limit = 100
    )
    {
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        var wanted = WireName.TryParse<EscalationState>(state);
        if (state is not null && wanted is null) return Problem.Invalid("state", "state must be open, claimed, returned or resolved.");
        var found = session_id is null
            ? await handoffs.ListAsync(wanted, limit, cancellationToken)
            : (await handoffs.ListOfAsync(new(session_id), cancellationToken)).Where(t => wanted is null || t.State == wanted).Take(limit);
        return TypedResults.Ok(new EscalationsBody([.. found.Select(TicketBody.From)]));
    }

    private static async Task<IResult> StepAsync(
        HttpRequest request,
        Func<string, CancellationToken, Task<HandoffOutcome>> step,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        return problem ?? Answer(await step(AgentName(request, fields), cancellationToken));
    }

    private static async Task<IResult> ReplyAsync(
        string id,
        HttpRequest request,
        HandoffWorkflow handoffs,
        CancellationToken cancellationToken
    )
    {
        var (fields, problem) = await JsonBody.ReadObjectAsync(request, cancellationToken);
        if (problem is not null) return problem;
        var agent = AgentName(request, fields);
        var text = fields.Required("message");
        if (string.IsNullOrWhiteSpace(text) || text.Length > AdmissionRules.MaxText)
        {
            return Problem.Invalid("message", $"message must be 1 to {AdmissionRules.MaxText:N0} characters.");
        }
        var key = fields.Optional("message_id");
        if (key is { Length: 0 or > AdmissionRules.MaxMessageKey })
        {
            return Problem.Invalid("message_id", $"message_id must be 1 to {AdmissionRules.MaxMessageKey} characters.");
        }
        if (key is not null) WithoutCard(request, "message_id", key);
        return Answer(await handoffs.ReplyAsync(id, agent, text, key, cancellationToken));
    }

    private static string AgentName(HttpRequest request, FieldReader fields)
    {
        var agent = fields.Required("agent");
        return string.IsNullOrWhiteSpace(agent) || agent.Length > MaxAgentName
            ? throw new FieldException("agent", $"agent must be the person's name, 1 to {MaxAgentName} characters.")
            : WithoutCard(request, "agent", agent);
    }

    private static string WithoutCard(HttpRequest request, string field, string value) =>
        request.HttpContext.RequestServices.GetRequiredService<Redactor>().HasCard(value)
            ? throw new FieldException(field, $"{field} contains a payment card number, which must not be stored.")
            : value;

    private static string ByWhom(EscalationTicket ticket) =>
        ticket.IsWithdrawn ? ", since the customer no longer wants a person"
        : ticket.Agent is { } agent ? $" by {agent}"
        : "";

    private static IResult Answer(HandoffOutcome outcome) =>
        outcome switch
        {
            HandoffOutcome.Done done => TypedResults.Ok(TicketBody.From(done.Ticket)),
            HandoffOutcome.NotFound => Problem.NotFound(
                "unknown_escalation",
                "There is no such escalation; GET /api/v1/admin/escalations lists them."
            ),
            HandoffOutcome.KeyReused => Problem.Conflict(
                "message_id_reused",
                "Another message was sent under this message_id; give each message its own.",
                "message_id"
            ),
            HandoffOutcome.NotAllowed { Ticket: var ticket } => Problem.Conflict(
                "escalation_state",
                $"The escalation is {ticket.State.ToWireName()}{ByWhom(ticket)}: claim takes an open "
                    + "one, reply one that the same agent claimed, return and resolve an open or claimed one."
            ),
            _ => throw new InvalidOperationException($"This endpoint does not know the hand-off outcome {outcome.GetType().Name}."),
        };
}

/// <param name="Agent">The person's name, as the customer sees it.</param>
internal sealed record AgentRequest(string Agent);

/// <param name="MessageId">A repeat with the same id is not sent again.</param>
internal sealed record AgentReplyRequest(string Agent, string Message, string? MessageId = null);

internal sealed record EscalationsBody(IReadOnlyList<TicketBody> Escalations);

/// <param name="NoticeText">What the customer was told when it started.</param>
/// <param name="Withdrawn">It is closed because the customer no longer wanted a person.</param>
/// <param name="Rating">What the customer thinks of how it was settled; null while they have not said.</param>
/// <param name="OverdueAt">When it will be overdue; null if nothing more happens automatically.</param>
internal sealed record TicketBody(
    string Id,
    string SessionId,
    string State,
    string Reason,
    string? Topic,
    string Team,
    string Priority,
    string Summary,
    [property: JsonPropertyName("told")] string NoticeText,
    string? Agent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? OverdueAt,
    DateTimeOffset? ClaimedAt,
    DateTimeOffset? ClosedAt,
    bool Withdrawn,
    HandoffRatingBody? Rating
)
{
    public static TicketBody From(EscalationTicket t) =>
        new(
            t.Id,
            t.ConversationId.Value,
            t.State.ToWireName(),
            t.Reason.ToWireName(),
            t.Topic,
            t.Team,
            t.Priority.ToWireName(),
            t.Summary,
            t.NoticeText,
            t.Agent,
            t.CreatedAt,
            t.OverdueAt,
            t.ClaimedAt,
            t.ClosedAt,
            t.IsWithdrawn,
            t.Rating is { } rating ? new(rating.Score, rating.Comment, rating.At) : null
        );
}

/// <param name="Score">1, very bad, to 5, very good.</param>
/// <param name="Comment">In the customer's own words.</param>
internal sealed record HandoffRatingBody(int Score, string? Comment, DateTimeOffset At);
