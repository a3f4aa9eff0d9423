using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Handoff;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>Clicks on the buttons of the app's own messages: ratings, and the steps of hand-offs.</summary>
internal sealed class SlackClicks(
    SlackSelf self,
    SlackHandoffs handoffs,
    IFeedback feedback,
    IOptions<SlackOptions> options,
    ILogger<SlackClicks> logger
)
{
    /// <param name="payload">A whole <c>block_actions</c>; others are no concern of the app.</param>
    /// <param name="cancellationToken">Cancels between two steps.</param>
    public async Task<SlackReceipt> ReceiveAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        try
        {
            var me = await self.ReadAsync(cancellationToken);
            if (!me.IsMeant(payload)) return SlackReceipt.NotOurs;
            if (payload.Text("type") != "block_actions" || payload.Find("user")?.Text("id") is not { } user) return SlackReceipt.Done;
            var isDone = true;
            foreach (var action in payload.List("actions")) isDone &= await ActAsync(me, payload, user, action, cancellationToken);
            if (isDone) return SlackReceipt.Done;
            logger.LogWarning("A click in Slack was refused: none of the app's buttons does what it asks for");
            return SlackReceipt.Senseless;
        }
        catch (Exception e) when (e is SlackException or StoreUnavailableException)
        {
            logger.LogWarning("A click in Slack could not be taken; Slack shows that, and the person may try again: {Reason}", e.Message);
            return SlackReceipt.Later;
        }
    }

    /// <summary>False for what is no button of the app's.</summary>
    private async Task<bool> ActAsync(
        SlackIdentity me,
        JsonElement payload,
        string user,
        JsonElement action,
        CancellationToken cancellationToken
    )
    {
        var channel = payload.Find("channel")?.Text("id") ?? payload.Find("container")?.Text("channel_id");
        var message = payload.Find("message") ?? default;
        if (action.Text("value") is not { } value || channel is null || message.Text("ts") is not { } ts) return false;
        var root = message.Text("thread_ts") ?? ts;
        var button = action.Text("action_id");
        if (button == SlackReply.RateAction) return await RateAsync(new(me.Install, channel, root, user), value, cancellationToken);
        if (SlackHandoffMessage.StepOf(button) is not { } step || channel != options.Value.EscalationChannel) return false;
        await handoffs.StepAsync(user, step, value, (channel, ts), cancellationToken);
        return true;
    }

    /// <summary>In a channel others see the buttons too; only the customer's own rating finds a conversation.</summary>
    private async Task<bool> RateAsync(SlackThread thread, string value, CancellationToken cancellationToken)
    {
        if (value.Split(':') is not [var word, var turn] || WireName.TryParse<FeedbackRating>(word) is not { } rating) return false;
        await feedback.RateAsync(thread.ConversationId, new TurnId(turn), rating, null, cancellationToken);
        return true;
    }
}
