using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Gives the SDK's client the whole request in the API's own JSON. Passages go as search results that Claude can cite, and marks say where
/// the prompt may be cached; citations come back through the SDK as <see cref="CitationAnnotation"/>: on the text when whole, on an
/// empty text after it when streamed.
/// </summary>
/// <remarks>
/// The SDK's own conversion turns every block into a model with two dictionaries and its JSON into other JSON once for each level that it
/// is nested in: for a usual prompt 130 µs more than this, as long as the rest of the turn takes.
/// </remarks>
internal sealed class ClaudeRequestChatClient(IChatClient innerClient, string model, ClaudeOptions options)
    : DelegatingChatClient(innerClient)
{
    private static readonly Dictionary<string, JsonElement> None = [];

    private readonly ClaudeStableParts _stable = new();

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetResponseAsync([], Whole(messages, options), cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => base.GetStreamingResponseAsync([], Whole(messages, options), cancellationToken);

    // Made when the SDK asks, and not kept: it would wait in memory as long as the model thinks.
    private ChatOptions Whole(IEnumerable<ChatMessage> messages, ChatOptions? asked) =>
        new() { RawRepresentationFactory = _ => MessageCreateParams.FromRawUnchecked(None, None, Body([.. messages], asked)) };

    private Dictionary<string, JsonElement> Body(List<ChatMessage> messages, ChatOptions? asked)
    {
        var body = new Dictionary<string, JsonElement>
        {
            ["model"] = JsonSerializer.SerializeToElement(asked?.ModelId ?? model, ClaudeJson.Default.String),
            ["max_tokens"] = JsonSerializer.SerializeToElement(asked?.MaxOutputTokens ?? options.MaxOutputTokens, ClaudeJson.Default.Int32),
            ["messages"] = ClaudeMessages.Write(messages, options.CacheHistoryFrom),
        };
        if (_stable.System(messages, asked?.Instructions) is { } system) body["system"] = system;
        if (_stable.Tools(asked?.Tools) is { } tools) body["tools"] = tools;
        if (ClaudeStableParts.ToolChoice(asked?.ToolMode) is { } choice) body["tool_choice"] = choice;
        return body;
    }
}
