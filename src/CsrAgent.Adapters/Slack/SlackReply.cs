using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Slack;

/// <summary>A reply as Slack shows it: the text, its sources, and two buttons to rate it.</summary>
internal sealed class SlackReply(IReplyRenderer renderer)
{
    public const string RateAction = "csr_rate";

    private const int MaxSources = 5;
    private const int MaxTitle = 150;

    /// <summary><c>text</c> for notifications, <c>blocks</c> for the thread.</summary>
    public JsonObject Compose(Delivery delivery)
    {
        var text = renderer.Render(delivery.Text, ReplyFormat.Mrkdwn);
        var blocks = SlackBlocks.Sections(text);
        foreach (var below in Below(delivery)) blocks.Add(below!.DeepClone());
        return SlackBlocks.Content(text, blocks);
    }

    /// <summary>What stands below the text.</summary>
    public static JsonArray Below(Delivery delivery)
    {
        var blocks = new JsonArray();
        if (SourcesOf(delivery) is { } sources) blocks.Add(SlackBlocks.Context(sources));
        if (TurnOf(delivery) is { } turn) blocks.Add(Buttons(turn));
        return blocks;
    }

    private static string? SourcesOf(Delivery delivery)
    {
        var links = delivery.FurtherArticles.Take(MaxSources).Select(Link).ToList();
        return links.Count == 0 ? null : string.Join(" · ", links);
    }

    private static string Link(ArticleReference article)
    {
        var title = SlackBlocks.Escape(ShortText.Of(article.Title, MaxTitle));
        return Uri.TryCreate(article.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? $"<{SlackBlocks.Escape(url.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|{title}>"
            : title;
    }

    /// <summary>Null for what is no answer of the agent's: a person's words and notices are not rated.</summary>
    private static string? TurnOf(Delivery delivery) =>
        delivery.Id.Split('/') is [.., var turn, _] && turn.StartsWith("turn_", StringComparison.Ordinal) ? turn : null;

    private static JsonObject Buttons(string turn) =>
        new()
        {
            ["type"] = "context_actions",
            ["elements"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "feedback_buttons",
                    ["action_id"] = RateAction,
                    ["positive_button"] = Button("Helpful", $"up:{turn}"),
                    ["negative_button"] = Button("Not helpful", $"down:{turn}"),
                }
            ),
        };

    private static JsonObject Button(string text, string value) => new() { ["text"] = SlackBlocks.Plain(text), ["value"] = value };
}
