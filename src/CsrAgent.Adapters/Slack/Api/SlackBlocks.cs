using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>The parts of a message, within Slack's limits.</summary>
internal static class SlackBlocks
{
    /// <summary>Beyond this Slack cuts a message off.</summary>
    private const int MaxText = 40_000;

    /// <summary>What a notification shows anyway is far shorter.</summary>
    private const int MaxNotification = 3_900;

    private const int MaxSection = 3_000;

    private static readonly string[] Breaks = ["\n\n", "\n", " "];

    public static JsonObject Content(string text, JsonArray blocks) =>
        new() { ["text"] = ShortText.Of(text, MaxNotification), ["blocks"] = blocks };

    /// <summary>A long text is cut where a paragraph, a line or a word ends; one that is too long for Slack ends in an ellipsis.</summary>
    public static JsonArray Sections(string mrkdwn)
    {
        var blocks = new JsonArray();
        var rest = ShortText.Of(mrkdwn, MaxText);
        while (rest.Length > 0)
        {
            var length = CutOf(rest);
            var part = rest[..length].Trim('\n');
            if (part.Trim().Length > 0) blocks.Add(Section(part));
            rest = rest[length..];
        }

        return blocks;
    }

    public static JsonObject Section(string mrkdwn) => new() { ["type"] = "section", ["text"] = Markdown(mrkdwn) };

    public static JsonObject Context(string mrkdwn) => new() { ["type"] = "context", ["elements"] = new JsonArray(Markdown(mrkdwn)) };

    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    /// <summary>Text of anybody's, so that nothing in it is markup: no <c>&lt;!channel&gt;</c> calls everybody.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonObject Markdown(string text) => new() { ["type"] = "mrkdwn", ["text"] = text };

    private static int CutOf(string rest)
    {
        if (rest.Length <= MaxSection) return rest.Length;
        foreach (var end in Breaks)
        {
            var at = rest.LastIndexOf(end, MaxSection - 1, StringComparison.Ordinal);
            if (at > MaxSection / 2) return at + end.Length > MaxSection ? at : at + end.Length;
        }

        return ShortText.WholeAt(rest, MaxSection);
    }
}
