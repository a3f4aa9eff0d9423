using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

/// <summary>A stream read up to its first text, past any reasoning; the updates before it are passed on together with it.</summary>
internal sealed class BegunStream(IAsyncEnumerator<ChatResponseUpdate> updates) : IAsyncDisposable
{
    private readonly List<ChatResponseUpdate> _begin = [];

    public static async Task<BegunStream> OpenAsync(IAsyncEnumerable<ChatResponseUpdate> updates, CancellationToken cancellationToken)
    {
        var stream = new BegunStream(updates.GetAsyncEnumerator(cancellationToken));
        try
        {
            await stream.BeginAsync();
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Why the model declined before it said anything; null if it did not.</summary>
    public string? Refusal { get; private set; }

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        foreach (var update in _begin) yield return update;
        while (await updates.MoveNextAsync()) yield return updates.Current;
    }

    public ValueTask DisposeAsync() => updates.DisposeAsync();

    private async Task BeginAsync()
    {
        while (await updates.MoveNextAsync())
        {
            _begin.Add(updates.Current);
            if (updates.Current.Contents.Any(Says)) return;
        }

        if (_begin.FindLast(update => update.FinishReason == ChatFinishReason.ContentFilter) is { } declined)
        {
            Refusal = ModelRefusal.CategoryOf(declined.AdditionalProperties) ?? "unknown";
        }
    }

    private static bool Says(AIContent content) =>
        content is not (TextContent { Text.Length: 0, Annotations: null } or TextReasoningContent or UsageContent);
}
