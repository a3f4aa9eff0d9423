using System.Text.Json;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Handoff;
using CsrAgent.Admission;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>
/// Takes what Slack sends, by HTTP or through a socket, and returns when it is durable. The same message comes more than once: with another
/// event id after an answer was lost, and as a mention and as a message of its channel. What it is (channel and <c>ts</c>) tells.
/// </summary>
/// <remarks>Seven constructor parameters: who may write to whom, and where it goes.</remarks>
internal sealed class SlackReceiver(
    SlackSelf self,
    AdmissionGate admission,
    SlackHandoffs handoffs,
    SlackAgentEvents agent,
    IConversationStore conversations,
    IOptions<SlackOptions> options,
    ILogger<SlackReceiver> logger
)
{
    /// <param name="envelope">A whole <c>event_callback</c>.</param>
    /// <param name="cancellationToken">Cancels before the message is taken.</param>
    public async Task<SlackReceipt> ReceiveAsync(JsonElement envelope, CancellationToken cancellationToken)
    {
        var receipt = await TryReceiveAsync(envelope, cancellationToken);
        SlackMetrics.CountEvent(receipt.ToWireName());
        return receipt;
    }

    private async Task<SlackReceipt> TryReceiveAsync(JsonElement envelope, CancellationToken cancellationToken)
    {
        try
        {
            var me = await self.ReadAsync(cancellationToken);
            if (!me.IsMeant(envelope)) return SlackReceipt.NotOurs;
            if (await agent.ReceiveAsync(envelope, me, cancellationToken)) return SlackReceipt.Done;
            if (SlackReaction.Read(envelope, me) is { } reaction)
            {
                if (reaction.Channel == options.Value.EscalationChannel) await handoffs.ReactAsync(reaction, cancellationToken);
                return SlackReceipt.Done;
            }
            if (SlackEventReader.Read(envelope, me) is not { } message) return SlackReceipt.Done;
            if (await IsForCustomerAsync(message, cancellationToken)) return SlackReceipt.Done;
            return await IsForAgentAsync(message, cancellationToken) ? await AdmitAsync(message, cancellationToken) : SlackReceipt.Done;
        }
        catch (Exception e) when (e is SlackException or StoreUnavailableException)
        {
            logger.LogWarning("An event of Slack could not be taken, and Slack will send it again: {Reason}", e.Message);
            return SlackReceipt.Later;
        }
    }

    private async ValueTask<bool> IsForCustomerAsync(SlackMessage message, CancellationToken cancellationToken) =>
        message.IsReply
        && message.Thread.Channel == options.Value.EscalationChannel
        && await handoffs.ReplyAsync(message, cancellationToken);

    /// <summary>
    /// In a channel people talk to each other: only who mentioned the app is answered, and from then on in that thread without a mention.
    /// </summary>
    private async ValueTask<bool> IsForAgentAsync(SlackMessage message, CancellationToken cancellationToken) =>
        message.IsDirect
        || message.MentionsApp
        || (
            message.IsReply
            && await conversations.ReadAsync(message.Thread.ConversationId, 0, 1, cancellationToken)
                is { Conversation.Status: not ConversationStatus.Ended }
        );

    private async Task<SlackReceipt> AdmitAsync(SlackMessage message, CancellationToken cancellationToken)
    {
        switch (await admission.AdmitAsync(ToRequest(message), cancellationToken))
        {
            case AdmissionOutcome.RateLimited:
            case AdmissionOutcome.Decided { Outcome: AcceptOutcome.QueueFull }:
                return SlackReceipt.Later;
            case AdmissionOutcome.Invalid invalid:
                logger.LogError("A message of Slack was refused because of its {Field}; nobody will answer it", invalid.Field);
                return SlackReceipt.Done;
            default:
                return SlackReceipt.Done;
        }
    }

    private static AdmissionRequest ToRequest(SlackMessage message) =>
        new()
        {
            ConversationId = message.Thread.ConversationId,
            UserId = message.Thread.UserId,
            Channel = SlackChannel.ChannelName,
            IsFromChannel = true,
            // Slack says who it is. In a channel others read along: what is known of one of them is not for them.
            SenderIsProven = message.Thread.IsDirect,
            Text = message.Text,
            MessageKey = message.Ts,
            SentAt = message.At,
        };
}
