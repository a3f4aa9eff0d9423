using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack.Api;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>Messages that grow while they are written. See docs/decisions/0013-slack-streams-carry-their-mark-last.md.</summary>
internal sealed class SlackStreams(SlackApi api, TimeProvider time, ILogger<SlackStreams> logger)
{
    /// <summary>Of one call. A message that would be longer is written in blocks.</summary>
    public const int MaxText = 12_000;

    private readonly SlackFeature _feature = new("streamed answers", time, logger);

    public bool IsOn => _feature.IsOn;

    /// <returns>The message's <c>ts</c>.</returns>
    /// <exception cref="SlackException">It did not begin, or nobody knows.</exception>
    public async Task<string> StartAsync(SlackThread thread, string markdown, CancellationToken cancellationToken)
    {
        const string Method = "chat.startStream";
        var arguments = new JsonObject
        {
            ["channel"] = thread.Channel,
            ["thread_ts"] = thread.Root,
            ["markdown_text"] = Harmless(markdown),
        };
        try
        {
            var reply = await api.ShowAsync(Method, arguments, cancellationToken);
            return reply.Text("ts") ?? throw new SlackException(Method, SlackErrors.Unclear);
        }
        catch (SlackException e)
        {
            _feature.Refused(e);
            throw;
        }
    }

    public Task AppendAsync(SlackThread thread, string ts, string markdown, CancellationToken cancellationToken) =>
        api.ShowAsync("chat.appendStream", Arguments(thread.Channel, ts, markdown), cancellationToken);

    /// <summary>The last words, and what stands below them.</summary>
    /// <param name="metadata">Recognizes the message later.</param>
    public Task<System.Text.Json.JsonElement> StopAsync(
        string channel,
        string ts,
        string markdown,
        JsonArray? blocks,
        JsonObject? metadata,
        CancellationToken cancellationToken
    )
    {
        var arguments = Arguments(channel, ts, markdown);
        if (blocks is { Count: > 0 }) arguments["blocks"] = blocks;
        if (metadata is not null) arguments["metadata"] = metadata;
        return api.WriteAsync("chat.stopStream", arguments, cancellationToken);
    }

    private static JsonObject Arguments(string channel, string ts, string markdown)
    {
        var arguments = new JsonObject { ["channel"] = channel, ["ts"] = ts };
        if (markdown.Length > 0) arguments["markdown_text"] = Harmless(markdown);
        return arguments;
    }

    /// <summary>
    /// Nothing of it calls a channel or a person, should Slack resolve such markup here too. As long as before, so that it is known how
    /// much is shown.
    /// </summary>
    private static string Harmless(string markdown) =>
        markdown
            .Replace("<!", "‹!", StringComparison.Ordinal)
            .Replace("<@", "‹@", StringComparison.Ordinal)
            .Replace("<#", "‹#", StringComparison.Ordinal);
}
