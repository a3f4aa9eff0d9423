using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>What the other side is told, and under which id: the same for the same thing, however often it is sent.</summary>
internal static class WebhookEvents
{
    /// <summary>A message for a customer of this channel.</summary>
    public static (string Id, JsonObject Body) MessageCreated(Delivery delivery, Conversation? conversation, DateTimeOffset at)
    {
        var id = IdOf(delivery.Id);
        var data = About(delivery.ConversationId, delivery.UserId, delivery.Channel);
        data["message"] = new JsonObject
        {
            ["id"] = id,
            ["text"] = delivery.Text,
            ["ai_generated"] = delivery.Mark is not null,
            ["ai"] = AiOf(delivery.Mark),
            ["articles"] = new JsonArray([.. delivery.Articles.Select(Article)]),
        };
        data["status"] = conversation?.Status.ToWireName();
        return (id, Event("message.created", at, data));
    }

    /// <summary>Anyone's message on another channel.</summary>
    public static (string Id, JsonObject Body) MessageCreated(Conversation conversation, Message message, AiMark? mark)
    {
        var data = About(conversation);
        data["message"] = new JsonObject
        {
            ["id"] = message.Id,
            ["role"] = message.Role.ToWireName(),
            ["author"] = message.Author,
            ["text"] = message.Text,
            ["turn_id"] = message.TurnId?.Value,
            ["ai_generated"] = mark is not null,
            ["ai"] = AiOf(mark),
            ["articles"] = new JsonArray([.. message.Articles.Select(Article)]),
        };
        data["status"] = conversation.Status.ToWireName();
        return (IdOf($"{conversation.Id}/{message.Id}"), Event("message.created", message.At, data));
    }

    /// <summary>A person is to take over, or another team.</summary>
    public static (string Id, JsonObject Body) Escalated(Conversation conversation, EscalationTicket ticket, DateTimeOffset at)
    {
        var data = About(conversation);
        data["escalation"] = new JsonObject
        {
            ["id"] = ticket.Id,
            ["reason"] = ticket.Reason.ToWireName(),
            ["team"] = ticket.Team,
            ["priority"] = ticket.Priority.ToWireName(),
            ["summary"] = ticket.Summary,
        };
        return (IdOf(MarkOf(ticket)), Event("conversation.escalated", at, data));
    }

    /// <summary>It is settled; another message begins anew.</summary>
    /// <param name="last">Names the last thing before its end.</param>
    /// <param name="conversation">As it is now.</param>
    /// <param name="at">When.</param>
    public static (string Id, JsonObject Body) Ended(string last, Conversation conversation, DateTimeOffset at) =>
        (IdOf($"{last}/ended"), Event("conversation.ended", at, About(conversation)));

    /// <summary>What a customer thinks of an answer; another one later replaces it.</summary>
    public static (string Id, JsonObject Body) FeedbackReceived(Conversation conversation, GivenRating rating)
    {
        var data = About(conversation);
        data["feedback"] = new JsonObject
        {
            ["turn_id"] = rating.TurnId.Value,
            ["rating"] = rating.Rating.ToWireName(),
            ["comment"] = rating.Comment,
        };
        return (IdOf(rating), Event("feedback.received", rating.At, data));
    }

    public static string IdOf(GivenRating rating) =>
        IdOf($"{rating.ConversationId}/{rating.TurnId}/rated/{rating.At.ToUnixTimeMilliseconds()}");

    /// <summary>Names a hand-off each time that it begins or is passed on.</summary>
    public static string MarkOf(EscalationTicket ticket) => $"{ticket.Id}/{ticket.TimesPassedOn}";

    /// <summary>As the API writes it, so that POST /api/v1/verify takes it as it is.</summary>
    private static JsonObject? AiOf(AiMark? mark) =>
        mark is null
            ? null
            : new JsonObject
            {
                ["turn_id"] = mark.TurnId.Value,
                ["model"] = mark.Model,
                ["at"] = mark.At,
                ["signature"] = mark.Signature,
            };

    private static JsonObject Event(string type, DateTimeOffset at, JsonObject data) =>
        new()
        {
            ["type"] = type,
            ["timestamp"] = at,
            ["data"] = data,
        };

    private static JsonObject About(Conversation conversation) => About(conversation.Id, conversation.UserId, conversation.Channel);

    private static JsonObject About(ConversationId id, string user, string channel) =>
        new()
        {
            ["conversation_id"] = Outside(id.Value),
            ["user_id"] = Outside(user),
            ["channel"] = channel,
        };

    private static JsonObject Article(ArticleReference article) =>
        new()
        {
            ["id"] = article.Id,
            ["title"] = article.Title,
            ["url"] = article.Url,
        };

    private static string Outside(string id) =>
        id.StartsWith(WebhookChannel.Prefix, StringComparison.Ordinal) ? id[WebhookChannel.Prefix.Length..] : id;

    // Ids of ours may hold any script, which a header may not.
    public static string IdOf(string name) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
