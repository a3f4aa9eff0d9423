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
            foreach (var action in payload.List("actions")) await ActAsync(me, payload, user, action, cancellationToken);
            return SlackReceipt.Done;
        }
        catch (Exception e) when (e is SlackException or StoreUnavailableException)
        {
            logger.LogWarning("A click in Slack could not be taken; Slack shows that, and the person may try again: {Reason}", e.Message);
            return SlackReceipt.Later;
        }
    }

    private Task ActAsync(SlackIdentity me, JsonElement payload, string user, JsonElement action, CancellationToken cancellationToken)
    {
        var channel = payload.Find("channel")?.Text("id") ?? payload.Find("container")?.Text("channel_id");
        var message = payload.Find("message") ?? default;
        if (action.Text("value") is not { } value || channel is null || message.Text("ts") is not { } ts) return Task.CompletedTask;
        var root = message.Text("thread_ts") ?? ts;
        return action.Text("action_id") switch
        {
            SlackReply.RateAction => RateAsync(new(me.Install, channel, root, user), value, cancellationToken),
            SlackHandoffMessage.Claim or SlackHandoffMessage.Return or SlackHandoffMessage.Resolve
                when channel == options.Value.EscalationChannel => handoffs.StepAsync(
                user,
                SlackHandoffMessage.StepOf(action.Text("action_id")!),
                value,
                (channel, ts),
                cancellationToken
            ),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>In a channel others see the buttons too; only the customer's own rating finds a conversation.</summary>
    private async Task RateAsync(SlackThread thread, string value, CancellationToken cancellationToken)
    {
        if (value.Split(':') is not [var word, var turn] || WireName.TryParse<FeedbackRating>(word) is not { } rating) return;
        await feedback.RateAsync(thread.ConversationId, new TurnId(turn), rating, null, cancellationToken);
    }
}
