using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CsrAgent.Adapters.Claude.Catalog;
using CsrAgent.Adapters.Claude.Replies;
using CsrAgent.Adapters.Claude.Requests;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// One of Claude's models over the Messages API, which is asked once. Passages become search results that Claude can cite; citations come
/// back as <see cref="CitationAnnotation"/>: on the text itself, or when streamed, on an empty text after it.
/// </summary>
/// <remarks>
/// Not every stop reason is a fault: <c>refusal</c> is <see cref="ChatFinishReason.ContentFilter"/>, <c>max_tokens</c> and
/// <c>model_context_window_exceeded</c> are <see cref="ChatFinishReason.Length"/>, and <c>pause_turn</c>, which only server tools cause, is
/// a reason of that name. An answer that ran out of tokens while the model thought, or within a tool call, is asked for again, once, with
/// more room. Both count as one attempt, in tokens and in time.
/// </remarks>
internal sealed class ClaudeChatClient(ClaudeApi api, ClaudeModelDirectory directory, string model, ClaudeOptions options) : IChatClient
{
    private const int LimitFactor = 4;

    private readonly ClaudeRequestWriter _writer = new(model, options.Effort);
    private readonly ChatClientMetadata _metadata = new("anthropic", api.Address, model);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var settings = await SettingsAsync(options, stream: false, cancellationToken);
        ClaudeReply? replaced = null;
        while (true)
        {
            var reply = new ClaudeReply(model, replaced);
            var response = await ReadAsync(prompt, options, settings, reply, cancellationToken);
            if (!reply.ReachedTokenLimit || WithHigherLimit(settings) is not { } raised) return response;
            (settings, replaced) = (raised, reply);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var settings = await SettingsAsync(options, stream: true, cancellationToken);
        ClaudeReply? replaced = null;
        while (true)
        {
            var reply = new ClaudeReply(model, replaced);
            var reader = new ClaudeEventReader(reply);
            ClaudeRequestSettings? raised = null;
            using var content = _writer.Write(prompt, options, settings);
            using var response = await api.PostMessageAsync(content, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await foreach (var update in SseParser.Create(body, (_, data) => Read(reader, data)).EnumerateAsync(cancellationToken))
            {
                if (reply.ReachedTokenLimit && (raised = WithHigherLimit(settings)) is not null) break;
                yield return update.Data;
            }

            if (raised is null) yield break;
            (settings, replaced) = (raised, reply);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    // The connections belong to all models.
    public void Dispose() { }

    private static ChatResponseUpdate Read(ClaudeEventReader reader, ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        using var document = JsonDocument.ParseValue(ref json);
        return reader.Read(document.RootElement);
    }

    private async Task<ChatResponse> ReadAsync(
        IReadOnlyList<ChatMessage> prompt,
        ChatOptions? asked,
        ClaudeRequestSettings settings,
        ClaudeReply reply,
        CancellationToken cancellationToken
    )
    {
        using var content = _writer.Write(prompt, asked, settings);
        using var response = await api.PostMessageAsync(content, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
        return ClaudeMessageReader.Read(document.RootElement, reply);
    }

    private async ValueTask<ClaudeRequestSettings> SettingsAsync(ChatOptions? asked, bool stream, CancellationToken cancellationToken)
    {
        var traits = await directory.FindAsync(model, cancellationToken);
        return new(traits, Math.Min(asked?.MaxOutputTokens ?? options.MaxOutputTokens, traits.MaxOutputTokens), stream);
    }

    private static ClaudeRequestSettings? WithHigherLimit(ClaudeRequestSettings settings)
    {
        var more = Math.Min(settings.MaxTokens * LimitFactor, settings.Traits.MaxOutputTokens);
        return settings.MayGrow && more > settings.MaxTokens ? settings with { MaxTokens = more, MayGrow = false } : null;
    }
}
