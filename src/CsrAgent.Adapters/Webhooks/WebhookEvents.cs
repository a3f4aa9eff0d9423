using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>What the other side is told, and under which id: the same for the same thing, however often it is sent.</summary>
internal static class WebhookEvents
{
    /// <summary>A message for the customer.</summary>
    public static (string Id, JsonObject Body) MessageCreated(Delivery delivery, Conversation? conversation, DateTimeOffset at) =>
        (
            IdOf(delivery.Id),
            Event(
                "message.created",
                at,
                new JsonObject
                {
                    ["conversation_id"] = Outside(delivery.ConversationId.Value),
                    ["user_id"] = Outside(delivery.UserId),
                    ["message"] = new JsonObject
                    {
                        ["id"] = IdOf(delivery.Id),
                        ["text"] = delivery.Text,
                        ["articles"] = new JsonArray([.. delivery.Articles.Select(Article)]),
                    },
                    ["status"] = conversation?.Status.ToWireName(),
                }
            )
        );

    /// <summary>A person is to take over, or another team.</summary>
    public static (string Id, JsonObject Body) Escalated(Conversation conversation, EscalationTicket ticket, DateTimeOffset at) =>
        (
            IdOf($"{ticket.Id}/{ticket.TimesPassedOn}"),
            Event(
                "conversation.escalated",
                at,
                new JsonObject
                {
                    ["conversation_id"] = Outside(conversation.Id.Value),
                    ["user_id"] = Outside(conversation.UserId),
                    ["escalation"] = new JsonObject
                    {
                        ["id"] = ticket.Id,
                        ["reason"] = ticket.Reason.ToWireName(),
                        ["team"] = ticket.Team,
                        ["priority"] = ticket.Priority.ToWireName(),
                        ["summary"] = ticket.Summary,
                    },
                }
            )
        );

    /// <summary>It is settled; another message begins anew.</summary>
    public static (string Id, JsonObject Body) Ended(Delivery last, Conversation conversation, DateTimeOffset at) =>
        (
            IdOf($"{last.Id}/ended"),
            Event(
                "conversation.ended",
                at,
                new JsonObject { ["conversation_id"] = Outside(conversation.Id.Value), ["user_id"] = Outside(conversation.UserId) }
            )
        );

    private static JsonObject Event(string type, DateTimeOffset at, JsonObject data) =>
        new()
        {
            ["type"] = type,
            ["timestamp"] = at,
            ["data"] = data,
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
    private static string IdOf(string name) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
