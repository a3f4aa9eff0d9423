using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Handoff;
using CsrAgent.Host.Http;
using CsrAgent.Host.Http.OpenApi;
using CsrAgent.Host.Identity;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat;

/// <summary>
/// <c>GET /api/v1/chat/{session_id}/events</c>: everything that happens from now on. What happened before is in the history.
/// </summary>
internal static class ConversationEvents
{
    public static EventStreamShape Shape { get; } =
        new("ConversationEvent", ("status", typeof(StatusBody)), ("message", typeof(MessageBody)), ("delta", typeof(StreamDelta)));

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    public static async Task<IResult> HandleAsync(
        string sessionId,
        HttpContext context,
        IConversationStore store,
        IReplyFeed feed,
        ApiKeys keys,
        ChatAccess access,
        OpenStreams open,
        HandoffRatings ratings,
        AiMarks marks,
        IOptions<ChatOptions> options,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken
    )
    {
        var id = new ConversationId(sessionId);
        using var place = open.TryEnter(id, keys.Accepts(context.Request) ? null : ClientAddress.Of(context));
        if (place is null)
        {
            return Problem.Later(
                context,
                503,
                "too_many_streams",
                "Too many event streams are open, here, for this session or from this address. Connect again after Retry-After.",
                OpenStreams.RetryAfter
            );
        }
        await using var subscription = feed.Subscribe(id);
        if (await store.ReadAsync(id, 0, 1, cancellationToken) is not { } page) return SessionIds.Unknown();
        // Once more: the conversation may have become another customer's before the subscription.
        if (access.OwnerRefusal(context.Request, page.Conversation) is { } refusal) return refusal;
        var events = new ServerSentEvents(context.Response);
        await events.BeginAsync(cancellationToken);
        var settled = await ratings.AskedAsync(page.Conversation, cancellationToken);
        await SendStatusAsync(events, page.Conversation.Status, page.Conversation.Escalation, settled, cancellationToken);
        using var age = new CancellationTokenSource(options.Value.MaxStreamAge, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping, age.Token);
        try
        {
            while (true)
            {
                var happened = await subscription.NextAsync(PingEvery, ended.Token);
                // The client reconnects, if it still may, and reads what it missed from the history.
                if (happened is ReplyEvent.Interrupted { IsOver: true } or ReplyEvent.Erased or ReplyEvent.OwnerChanged)
                {
                    return Results.Empty;
                }
                if (happened is ReplyEvent.StatusChanged changed)
                {
                    var now = page.Conversation with { Status = changed.Status };
                    settled = await ratings.AskedAsync(now, ended.Token);
                    await SendStatusAsync(events, changed.Status, changed.Escalation, settled, ended.Token);
                }
                else
                {
                    await SendAsync(events, happened, marks, ended.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return Results.Empty;
        }
    }

    private static Task SendAsync(
        ServerSentEvents events,
        ReplyEvent? happened,
        AiMarks marks,
        CancellationToken cancellationToken
    ) =>
        happened switch
        {
            null => events.PingAsync(cancellationToken),
            ReplyEvent.MessageAdded added => events.SendAsync(
                "message",
                added.Message.ToBody(marks),
                ChatJson.Wire.MessageBody,
                cancellationToken
            ),
            ReplyEvent.Delta delta => events.SendAsync(
                "delta",
                new StreamDelta(delta.Text, delta.TurnId.Value),
                ChatJson.Wire.StreamDelta,
                cancellationToken
            ),
            _ => Task.CompletedTask,
        };

    private static Task SendStatusAsync(
        ServerSentEvents events,
        ConversationStatus status,
        EscalationTicket? open,
        EscalationTicket? settled,
        CancellationToken cancellationToken
    ) =>
        events.SendAsync(
            "status",
            new StatusBody(status.ToWireName(), open?.ToBody(), PersonRatingBody.From(settled)),
            ChatJson.Wire.StatusBody,
            cancellationToken
        );
}
