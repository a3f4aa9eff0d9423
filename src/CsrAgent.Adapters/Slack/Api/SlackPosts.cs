using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Channels;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>
/// Writes messages once. Slack has no idempotency key, so each message carries its id as metadata, and whoever is not sure whether an
/// earlier attempt arrived looks for it first.
/// </summary>
internal sealed class SlackPosts(SlackApi api, SlackSelf self, ILogger<SlackPosts> logger)
{
    /// <summary>Letters, digits, _ and - only: Slack drops the metadata of any other type with no more than a warning.</summary>
    public const string EventType = "csr_delivery";

    private const string IdField = "delivery";
    private const string PageSize = "200";
    private const int MaxPages = 25;

    /// <returns>The message's <c>ts</c>.</returns>
    /// <exception cref="DeliveryException">It was not written, or nobody knows.</exception>
    public async Task<string> PostAsync(SlackPost post, bool mayBeThere, CancellationToken cancellationToken)
    {
        try
        {
            if (mayBeThere && await FindAsync(post, cancellationToken) is { } earlier) return earlier;
            return await WriteAsync(post, cancellationToken);
        }
        catch (SlackException e)
        {
            throw ToDelivery(e);
        }
    }

    public static DeliveryException ToDelivery(SlackException error) => new(error.Message, error.Retryable, error.RetryAfter, error);

    /// <summary>What an app's message says about itself; null if it is none of this app's.</summary>
    public static JsonElement? MarksOf(JsonElement message, SlackIdentity me) =>
        me.IsAuthorOf(message) && message.Find("metadata") is { } metadata && metadata.Text("event_type") == EventType
            ? metadata.Find("event_payload")
            : null;

    /// <summary>The metadata of a message.</summary>
    public static JsonObject Metadata(SlackPost post)
    {
        var metadata = Marked(MarkOf(post.DeliveryId));
        foreach (var (name, value) in post.Marks) metadata["event_payload"]![name] = value;
        return metadata;
    }

    /// <summary>The same for a message that is no delivery.</summary>
    public static JsonObject Marked(string mark) =>
        new()
        {
            ["event_type"] = EventType,
            ["event_payload"] = new JsonObject { [IdField] = mark },
        };

    /// <exception cref="SlackException">It was not written, or nobody knows.</exception>
    public async Task<string> WriteAsync(SlackPost post, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject
        {
            ["channel"] = post.Channel,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
            ["metadata"] = Metadata(post),
        };
        if (post.Thread is not null) arguments["thread_ts"] = post.Thread;
        foreach (var (name, value) in post.Content) arguments[name] = value?.DeepClone();
        var reply = await api.WriteAsync("chat.postMessage", arguments, cancellationToken);
        CheckMarks(post, reply);
        return reply.Text("ts") ?? throw new SlackException("chat.postMessage", SlackErrors.Unclear);
    }

    /// <summary>Slack drops metadata that it does not like with no more than a warning.</summary>
    public void CheckMarks(SlackPost post, JsonElement reply)
    {
        if (reply.Text("warning") is not { } warning || !warning.Contains("metadata", StringComparison.Ordinal)) return;
        logger.LogError("Slack dropped the metadata of delivery {DeliveryId}: a retry would not find it", post.DeliveryId);
    }

    /// <summary>The message that this post has become; null if it is not there.</summary>
    /// <exception cref="SlackException">Slack did not say.</exception>
    public async Task<string?> FindAsync(SlackPost post, CancellationToken cancellationToken) =>
        (await LookAsync(post, cancellationToken)).Found;

    /// <summary>
    /// The same, and the latest message of the app's own in the thread that carries no mark: a stream that nobody completed.
    /// </summary>
    /// <exception cref="SlackException">Slack did not say.</exception>
    public async Task<(string? Found, string? Unfinished)> LookAsync(SlackPost post, CancellationToken cancellationToken)
    {
        var me = await self.ReadAsync(cancellationToken);
        var mark = MarkOf(post.DeliveryId);
        string? cursor = null;
        string? unfinished = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var reply = await ReadPageAsync(post, cursor, cancellationToken);
            foreach (var message in reply.List("messages"))
            {
                var marks = MarksOf(message, me);
                if (marks?.Text(IdField) == mark) return (message.Text("ts"), null);
                if (marks is null && me.IsAuthorOf(message)) unfinished = message.Text("ts");
            }
            cursor = reply.Find("response_metadata")?.Text("next_cursor");
            if (cursor is null) break;
        }

        return (null, unfinished);
    }

    private async Task<JsonElement> ReadPageAsync(SlackPost post, string? cursor, CancellationToken cancellationToken)
    {
        var arguments = new List<KeyValuePair<string, string>>
        {
            new("channel", post.Channel),
            new("limit", PageSize),
            new("include_all_metadata", "true"),
        };
        if (cursor is not null) arguments.Add(new("cursor", cursor));
        if (post.Thread is null)
        {
            arguments.Add(new("oldest", post.Since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            return await api.ReadAsync("conversations.history", arguments, cancellationToken);
        }
        arguments.Add(new("ts", post.Thread));
        try
        {
            return await api.ReadAsync("conversations.replies", arguments, cancellationToken);
        }
        catch (SlackException e) when (e.Error == SlackErrors.ThreadNotFound)
        {
            // Its first message was deleted, and nothing of ours hangs from it.
            return default;
        }
    }

    /// <summary>A delivery's id names the customer, and metadata is open to everybody in the workspace.</summary>
    public static string MarkOf(string deliveryId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deliveryId)).AsSpan(0, 16));
}
