using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Handoff;

/// <summary>Tells a customer's other tabs that a hand-off has been rated: the question goes there.</summary>
public sealed class RatingPublisher(IConversationStore store, IReplyFeed feed, ILogger<RatingPublisher> logger)
{
    /// <summary>The rating is stored by now, whoever has gone: this is not cancelled, and does not fail.</summary>
    public async Task PublishAsync(EscalationTicket rated)
    {
        try
        {
            var page = await store.ReadAsync(rated.ConversationId, 0, 1, CancellationToken.None);
            // A conversation that has begun anew asks nothing.
            if (page?.Conversation.Status != ConversationStatus.Ended) return;
            var ended = new ReplyEvent.StatusChanged(ConversationStatus.Ended, null);
            await feed.PublishAsync(rated.ConversationId, ended, CancellationToken.None);
        }
        // Whatever it is costs the other tabs alone, until their next history. For the customer, who would answer again, it is done.
        catch (Exception e)
        {
            logger.LogWarning(e, "The rating of hand-off {EscalationId} is stored; the customer's other tabs were not told", rated.Id);
        }
    }
}
