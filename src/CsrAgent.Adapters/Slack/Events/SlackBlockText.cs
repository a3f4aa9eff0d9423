using System.Text;
using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>
/// The words of a message that has none in its own text: they stand in its blocks, or in a message that it passes on. Slack's markup, as in
/// a text.
/// </summary>
internal static class SlackBlockText
{
    public static string Of(JsonElement message)
    {
        var text = new StringBuilder();
        foreach (var block in message.List("blocks")) Append(text, block);
        return text.ToString().Trim();
    }

    /// <summary>What somebody else wrote, and the sender passes on; other attachments are previews of links.</summary>
    public static string Shared(JsonElement message) =>
        string.Join('\n', message.List("attachments").Where(shared => shared.IsTrue("is_share")).Select(shared => shared.Text("text")));

    private static void Append(StringBuilder text, JsonElement node)
    {
        switch (node.Text("type"))
        {
            case "text" or "plain_text":
                text.Append(SlackBlocks.Escape(node.Text("text") ?? ""));
                break;
            case "mrkdwn" or "markdown":
                text.Append(node.Text("text")).Append('\n');
                break;
            case "link":
                text.Append('<').Append(node.Text("url")).Append(node.Text("text") is { } label ? $"|{label}>" : ">");
                break;
            case "user":
                text.Append("<@").Append(node.Text("user_id")).Append('>');
                break;
            case "channel":
                text.Append("<#").Append(node.Text("channel_id")).Append('>');
                break;
            case "emoji":
                text.Append(':').Append(node.Text("name")).Append(':');
                break;
            default:
                if (node.Find("text") is { ValueKind: JsonValueKind.Object } words) Append(text, words);
                foreach (var field in node.List("fields")) Append(text, field);
                foreach (var element in node.List("elements")) Append(text, element);
                text.Append('\n');
                break;
        }
    }
}
