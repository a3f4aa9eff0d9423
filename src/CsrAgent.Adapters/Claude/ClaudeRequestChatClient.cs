using System.Text.Json;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Gives the SDK's client the complete request in the API's own JSON. Passages become search results that Claude can cite, and breakpoints
/// mark where the prompt may be cached. Citations come back through the SDK as <see cref="CitationAnnotation"/>: on the text itself, or
/// when streamed, on an empty text after it.
/// </summary>
/// <remarks>
/// The SDK's own conversion turns every block into a model with two dictionaries, and converts its JSON again for each level of nesting.
/// For a typical prompt that takes 130 µs longer than this, as much as the rest of the turn.
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

    // Created on demand and not kept: it would stay in memory while the model works.
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
