using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Streams;
using CsrAgent.Conversations.Feed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>What Slack tells of the app as an agent: somebody stops an answer, or opens its messages.</summary>
internal sealed class SlackAgentEvents(
    IReplyFeed feed,
    SlackSessions sessions,
    SlackApi api,
    IOptions<SlackOptions> options,
    ILogger<SlackAgentEvents> logger
)
{
    private const int MaxSuggestions = 4;

    /// <summary>False for another kind of event.</summary>
    public async Task<bool> ReceiveAsync(JsonElement envelope, SlackIdentity me, CancellationToken cancellationToken)
    {
        if (envelope.Find("event") is not { } happened) return false;
        switch (happened.Text("type"))
        {
            case "agent_session_stopped":
                await StopAsync(happened, me, cancellationToken);
                return true;
            case "app_home_opened":
                if (happened.Text("tab") == "messages") await SuggestAsync(happened, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The process that runs the turn ends it. In a channel others see the button too; only the customer's own stop finds a conversation.
    /// </summary>
    private async Task StopAsync(JsonElement happened, SlackIdentity me, CancellationToken cancellationToken)
    {
        if (happened.Text("channel") is not { } channel || happened.Text("thread_ts") is not { } root) return;
        if (happened.Text("user") is not { } user) return;
        var thread = new SlackThread(me.Install, channel, root, user);
        await feed.PublishAsync(thread.ConversationId, new ReplyEvent.StopRequested(), cancellationToken);
        // Slack leaves this to the app, and no turn may be running.
        await sessions.ShowAsync(thread, SlackSessions.Active, cancellationToken);
    }

    /// <summary>Without a thread: with one, Slack does nothing and reports no error.</summary>
    private async Task SuggestAsync(JsonElement happened, CancellationToken cancellationToken)
    {
        var questions = options.Value.Suggestions.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (questions.Length == 0 || happened.Text("channel") is not { } channel) return;
        var prompts = questions
            .Take(MaxSuggestions)
            .Select(JsonNode? (question) => new JsonObject { ["title"] = question, ["message"] = question });
        try
        {
            var arguments = new JsonObject { ["channel_id"] = channel, ["prompts"] = new JsonArray([.. prompts]) };
            await api.ShowAsync("assistant.threads.setSuggestedPrompts", arguments, cancellationToken);
        }
        catch (SlackException e)
        {
            logger.LogWarning("Slack does not show SLACK_SUGGESTIONS: {Reason}", e.Message);
        }
    }
}
