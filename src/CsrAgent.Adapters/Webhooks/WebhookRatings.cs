using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>Reports what customers think of answers: of this channel's own always, of others where that is wanted.</summary>
internal sealed class WebhookRatings(IFeedback feedback, IConversationStore store, EventCalls calls, IOptions<WebhookOptions> options)
{
    private const int PageSize = 500;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<GivenRating>> GivenAsync(DateTimeOffset since, CancellationToken stopping)
    {
        var given = new HashSet<GivenRating>();
        while (true)
        {
            var page = await feedback.ListAsync(since, PageSize, stopping);
            var known = given.Count;
            given.UnionWith(page);
            if (page.Count < PageSize || given.Count == known) return [.. given];
            since = page[^1].At;
        }
    }

    /// <summary>False if it had been reported, or is not wanted; else the cursor says so from now on.</summary>
    public async Task<bool> ReportAsync(EventCursor cursor, GivenRating rating, CancellationToken stopping)
    {
        var id = WebhookEvents.IdOf(rating);
        if (cursor.Rated.ContainsKey(id)) return false;
        if (await store.ReadAsync(rating.ConversationId, 0, 1, stopping) is not { Conversation: var conversation }) return false;
        if (conversation.Channel != WebhookChannel.ChannelName && !options.Value.SendsEvents) return false;
        await calls.PostAsync(WebhookEvents.FeedbackReceived(conversation, rating), stopping);
        cursor.Rated[id] = rating.At;
        return true;
    }
}
