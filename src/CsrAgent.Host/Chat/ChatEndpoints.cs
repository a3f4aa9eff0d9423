using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Handoff;
using CsrAgent.Host.Chat.Articles;
using CsrAgent.Host.Chat.Sessions;
using CsrAgent.Host.Http;
using CsrAgent.Host.Http.OpenApi;
using CsrAgent.Host.Identity.Jwt;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Chat;

/// <summary>The customer's side of the API.</summary>
internal static class ChatEndpoints
{
    /// <summary>Beside the sessions: no session may have this id.</summary>
    public const string ConfigPath = "config";

    /// <summary>Likewise.</summary>
    public const string SessionsPath = "sessions";

    /// <summary>Of a rating.</summary>
    public const int MaxComment = 2_000;

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/api/v1/chat").WithTags("Chat").WithMetadata(EndpointSecurity.Session).RequireCors();
        chat.MapPost("", PostMessage.HandleAsync)
            .AddEndpointFilter<CustomerIdentityFilter>()
            .WithName("sendMessage")
            .WithSummary("Send a message; answered with JSON, an event stream, or 202")
            .Accepts<ChatRequest>("application/json")
            .Produces<ChatResponse>()
            .Produces<AcceptedBody>(202)
            .WithMetadata(RequestHeader.IdempotencyKey, RequestHeader.Prefer, ChatStream.Shape)
            .ProducesProblems(400, 401, 403, 409, 410, 413, 415, 429, 503);
        chat.MapGet(ConfigPath, ChatConfig.Read).WithName("readChatConfig").WithSummary("What the chat page and the widget look like");
        chat.MapArticles();
        app.MapTurn();
        var calls = chat.MapGroup("").AddEndpointFilter<AddressLimit>().AddEndpointFilter<CustomerIdentityFilter>();
        calls.AddEndpointFilter<SessionGuard>();
        calls.MapSessions();
        calls.MapConversation();
        return app;
    }

    private static void MapConversation(this RouteGroupBuilder calls)
    {
        calls
            .MapGet("{sessionId}", ReadAsync)
            .WithName("readHistory")
            .WithSummary("Read the history")
            .Produces<HistoryBody>()
            .ProducesProblems(400, 401, 403, 404, 429);
        calls
            .MapDelete("{sessionId}", EndAsync)
            .WithName("endConversation")
            .WithSummary("End the conversation")
            .Produces(204)
            .ProducesProblems(400, 401, 403, 404, 429);
        calls
            .MapGet("{sessionId}/transcript", Transcript.HandleAsync)
            .WithName("downloadTranscript")
            .WithSummary("The conversation as a text file")
            .Produces<string>(200, "text/plain")
            .ProducesProblems(400, 401, 403, 404, 429);
        calls
            .MapGet("{sessionId}/events", ConversationEvents.HandleAsync)
            .WithName("followConversation")
            .WithSummary("Live events: message, status, delta")
            .Produces(200, contentType: "text/event-stream")
            .WithMetadata(ConversationEvents.Shape)
            .ProducesProblems(400, 401, 403, 404, 429, 503);
        calls
            .MapPost("{sessionId}/feedback", RateAsync)
            .WithName("rateAnswer")
            .WithSummary("Rate an answer up or down")
            .Accepts<FeedbackRequest>("application/json")
            .Produces(204)
            .ProducesProblems(400, 401, 403, 404, 429);
        calls
            .MapPost("{sessionId}/rating", RatePerson.HandleAsync)
            .WithName("ratePerson")
            .WithSummary("Rate how a person settled the matter, 1 to 5; a later answer replaces the earlier one")
            .Accepts<PersonRatingRequest>("application/json")
            .Produces(204)
            .ProducesProblems(400, 401, 403, 404, 409, 429);
        calls
            .MapPost("{sessionId}/escalate", EscalateAsync)
            .WithName("requestPerson")
            .WithSummary("Ask for a person")
            .Produces<EscalateResponse>()
            .ProducesProblems(400, 401, 403, 404, 409, 429);
        calls
            .MapDelete("{sessionId}/escalate", WithdrawAsync)
            .WithName("withdrawRequest")
            .WithSummary("Withdraw a request for a person: the agent answers again")
            .Produces<WithdrawResponse>()
            .ProducesProblems(400, 401, 403, 404, 409, 429);
    }

    private static void MapTurn(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/turns/{id}", ReadTurn.HandleAsync)
            .WithTags("Chat")
            .WithMetadata(EndpointSecurity.Session)
            .WithName("readTurn")
            .WithSummary("What has become of an accepted message: its answer, or 202 while it waits")
            .Produces<ChatResponse>()
            .Produces<AcceptedBody>(202)
            .ProducesProblems(400, 401, 403, 404, 429)
            .AddEndpointFilter<AddressLimit>()
            .AddEndpointFilter<CustomerIdentityFilter>()
            .RequireCors();

    private static void MapSessions(this RouteGroupBuilder calls)
    {
        calls
            .MapPost(SessionsPath, CreateSession.HandleAsync)
            .WithName("openSession")
            .WithSummary("Get a session and its token, or a new token for a session (CHAT_AUTH=token)")
            .Accepts<SessionRequest>("application/json")
            .Produces<SessionResponse>(201)
            .ProducesProblems(400, 401, 403, 413, 415, 429);
        calls
            .MapGet(SessionsPath, ListSessions.HandleAsync)
            .WithName("listSessions")
            .WithSummary("A customer's conversations, newest activity first")
            .Produces<SessionsBody>()
            .ProducesProblems(400, 401, 403, 429);
        calls
            .MapPost("sessions/identify", Identify.HandleAsync)
            .WithName("identifyVisitor")
            .WithSummary("Make a visitor's conversation that of the customer who has signed in (CHAT_AUTH=jwt)")
            .Accepts<IdentifyRequest>("application/json")
            .Produces<IdentifyResponse>()
            .ProducesProblems(400, 401, 403, 404, 413, 415, 429);
    }

    private static async Task<IResult> ReadAsync(
        string sessionId,
        IConversationStore store,
        HandoffRatings ratings,
        AiMarks marks,
        CancellationToken cancellationToken,
        long after = 0,
        int limit = 100
    )
    {
        if (after < 0) return Problem.Invalid("after", "after must be 0 or a number that next gave.");
        if (limit is < 1 or > 500) return Problem.Invalid("limit", "limit must be a whole number from 1 to 500.");
        var id = new ConversationId(sessionId);
        if (await store.ReadAsync(id, after, limit, cancellationToken) is not { } page) return SessionIds.Unknown();
        return TypedResults.Ok(page.ToBody(marks, await ratings.AskedAsync(page.Conversation, cancellationToken)));
    }

    private static async Task<IResult> EndAsync(
        string sessionId,
        IConversationStore store,
        IReplyFeed feed,
        CancellationToken cancellationToken
    )
    {
        var id = new ConversationId(sessionId);
        if (!await store.EndAsync(id, cancellationToken)) return SessionIds.Unknown();
        await feed.PublishAsync(id, new ReplyEvent.StatusChanged(ConversationStatus.Ended, null), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RateAsync(
        string sessionId,
        HttpContext context,
        IFeedback feedback,
        Redactor redactor,
        CancellationToken cancellationToken
    )
    {
        var id = new ConversationId(sessionId);
        var (fields, problem) = await JsonBody.ReadObjectAsync(context.Request, cancellationToken);
        if (problem is not null) return problem;
        var turn = fields.Required("turn_id");
        if (WireName.TryParse<FeedbackRating>(fields.Required("rating")) is not { } rating)
        {
            return Problem.Invalid("rating", "rating must be up or down.");
        }
        var comment = fields.Optional("comment", MaxComment);
        var redacted = comment is null ? null : redactor.Redact(comment).Text;
        return await feedback.RateAsync(id, new TurnId(turn), rating, redacted, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.NotFound("unknown_turn", "This session has no such turn; use the turn_id of a reply.");
    }

    private static async Task<IResult> EscalateAsync(
        string sessionId,
        HandoffWorkflow handoffs,
        RequestedHandoff requested,
        IConversationStore store,
        CancellationToken cancellationToken
    )
    {
        var id = new ConversationId(sessionId);
        var ticket = await handoffs.OpenAsync(id, requested.Create, cancellationToken);
        if (await store.ReadAsync(id, 0, 1, cancellationToken) is not { } page) return SessionIds.Unknown();
        if (ticket is null)
        {
            return Problem.Conflict(
                "session_ended",
                "This conversation has ended; send a message to begin a new one, then ask for a person."
            );
        }
        return TypedResults.Ok(new EscalateResponse(sessionId, page.Conversation.Status.ToWireName(), ticket.ToBody(), ticket.NoticeText));
    }

    private static async Task<IResult> WithdrawAsync(
        string sessionId,
        HandoffWithdrawal withdrawal,
        IConversationStore store,
        CancellationToken cancellationToken
    )
    {
        var id = new ConversationId(sessionId);
        var isDone = await withdrawal.WithdrawAsync(id, cancellationToken);
        if (await store.ReadAsync(id, 0, 1, cancellationToken) is not { } page) return SessionIds.Unknown();
        return isDone
            ? TypedResults.Ok(new WithdrawResponse(sessionId, page.Conversation.Status.ToWireName()))
            : Problem.Conflict("escalation_stays", "A person has to look at this conversation; it stays with the team.");
    }
}
