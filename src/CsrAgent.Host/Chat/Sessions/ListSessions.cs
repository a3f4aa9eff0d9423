using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary>
/// <c>GET /api/v1/chat/sessions</c>: a customer's conversations on this channel, newest activity first, so that they go on with one on any
/// device. Who has only a session's token sees that session.
/// </summary>
internal sealed class ListSessions(ChatAccess access, ApiKeys keys, IConversationStore store, ChannelDirectory channels)
{
    private const int MaxTitle = 120;
    private const int MaxLimit = 50;

    public static Task<IResult> HandleAsync(
        HttpRequest request,
        ListSessions handler,
        CancellationToken cancellationToken,
        string? user_id = null,
        string? before = null,
        int limit = 20
    ) => handler.RunAsync(request, user_id, before, limit, cancellationToken);

    private async Task<IResult> RunAsync(
        HttpRequest request,
        string? userId,
        string? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > MaxLimit) return Problem.Invalid("limit", $"limit must be a whole number from 1 to {MaxLimit}.");
        var cursor = before is null ? null : ConversationCursor.TryParse(before);
        if (before is not null && cursor is null) return Problem.Invalid("before", "before must be what next of an earlier page gave.");
        if (keys.Accepts(request))
        {
            return userId is null
                ? Problem.Invalid("user_id", "user_id must name the customer whose conversations are listed.")
                : await ListAsync(userId, cursor, limit, cancellationToken);
        }
        if (!access.NeedsToken)
        {
            return Problem.Forbidden(
                "identity_required",
                "With CHAT_AUTH=open nobody says who asks; set CHAT_AUTH=jwt, or send X-API-Key and user_id from your back end."
            );
        }
        if (ChatAccess.ProvenUserId(request) is { } proven)
        {
            return access.IdentityRefusal(request, userId ?? proven) ?? await ListAsync(proven, cursor, limit, cancellationToken);
        }
        var id = new ConversationId(access.SessionOf(request)?.SessionId ?? "");
        if (await access.OwnerRefusalAsync(request, id, cancellationToken) is { } refusal) return refusal;
        var page = await store.ReadAsync(id, 0, 1, cancellationToken);
        return TypedResults.Ok(new SessionsBody(page is null ? [] : [BodyOf(page)], null));
    }

    private async Task<IResult> ListAsync(string userId, ConversationCursor? before, int limit, CancellationToken cancellationToken)
    {
        var filter = new ConversationFilter
        {
            UserId = userId,
            Before = before,
            Limit = limit,
        };
        var found = await store.ListAsync(filter, cancellationToken);
        // Another channel's customer may have the same id, and is another one.
        var here = found.Where(conversation => channels.Find(conversation.Channel) is { Sender: null });
        var pages = await Task.WhenAll(here.Select(conversation => store.ReadAsync(conversation.Id, 0, 1, cancellationToken)));
        var next = found.Count == limit ? ConversationCursor.Of(found[^1]).ToString() : null;
        return TypedResults.Ok(new SessionsBody([.. pages.OfType<ConversationPage>().Select(BodyOf)], next));
    }

    private static SessionBody BodyOf(ConversationPage page)
    {
        var conversation = page.Conversation;
        var title = page.Messages.FirstOrDefault(message => message.Role == MessageRole.Customer)?.Text;
        return new(
            conversation.Id.Value,
            conversation.Status.ToWireName(),
            conversation.CreatedAt,
            conversation.UpdatedAt,
            title is null ? null : ShortText.Of(title, MaxTitle)
        );
    }
}
