using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>
/// Makes the one message of an answer out of what was shown while it was written. A stream carries its mark only once it is completed, so
/// whoever is not sure looks for the mark, and then for a message of the app's own without one, before anything is written.
/// </summary>
internal sealed class SlackStreamedPosts(SlackApi api, SlackPosts posts, SlackStreams streams)
{
    /// <param name="post">The whole answer.</param>
    /// <param name="delivery">The same, as text.</param>
    /// <param name="preview">What was shown of it.</param>
    /// <param name="mayBeThere">True where an earlier attempt may have completed it.</param>
    /// <param name="cancellationToken">Leaves unclear what was done.</param>
    /// <returns>The message's <c>ts</c>.</returns>
    /// <exception cref="DeliveryException">It was not completed, or nobody knows.</exception>
    public async Task<string> CompleteAsync(
        SlackPost post,
        Delivery delivery,
        DeliveryPreview preview,
        bool mayBeThere,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (!mayBeThere && preview.MessageId is { } begun)
            {
                if (await TryStopAsync(post, delivery, begun, preview.Length, cancellationToken)) return begun;
                return await ReplaceAsync(post, begun, cancellationToken);
            }
            var (found, unfinished) = await posts.LookAsync(post, cancellationToken);
            if (found is not null) return found;
            return (preview.MessageId ?? unfinished) is { } ts
                ? await ReplaceAsync(post, ts, cancellationToken)
                : await posts.WriteAsync(post, cancellationToken);
        }
        catch (SlackException e)
        {
            throw SlackPosts.ToDelivery(e);
        }
    }

    /// <summary>Adds what is missing; false where the stream has ended, or shows something else.</summary>
    private async Task<bool> TryStopAsync(SlackPost post, Delivery delivery, string ts, int shown, CancellationToken cancellationToken)
    {
        if (shown == 0 || delivery.Text.Length > SlackStreams.MaxText) return false;
        try
        {
            var (rest, blocks) = (delivery.Text[shown..], SlackReply.Below(delivery));
            var stopped = await streams.StopAsync(post.Channel, ts, rest, blocks, SlackPosts.Metadata(post), cancellationToken);
            posts.CheckMarks(post, stopped);
            return true;
        }
        catch (SlackException e) when (HasEnded(e))
        {
            return false;
        }
    }

    /// <summary>The whole answer in place of what stands there. The same twice changes nothing more.</summary>
    private async Task<string> ReplaceAsync(SlackPost post, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await EndAsync(post.Channel, ts, cancellationToken);
            var arguments = (JsonObject)post.Content.DeepClone();
            (arguments["channel"], arguments["ts"], arguments["metadata"]) = (post.Channel, ts, SlackPosts.Metadata(post));
            posts.CheckMarks(post, await api.WriteAsync("chat.update", arguments, cancellationToken));
            return ts;
        }
        catch (SlackException e) when (e.Error == SlackErrors.MessageNotFound)
        {
            // Somebody deleted it.
            return await posts.WriteAsync(post, cancellationToken);
        }
    }

    /// <summary>A message cannot be changed while it is streamed.</summary>
    private async Task EndAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await streams.StopAsync(channel, ts, "", null, null, cancellationToken);
        }
        catch (SlackException e) when (HasEnded(e))
        {
            // By itself, by the customer, or with its message.
        }
    }

    private static bool HasEnded(SlackException error) =>
        error.Error is SlackErrors.NotStreaming or SlackErrors.StoppedByUser or SlackErrors.MessageNotFound;
}
