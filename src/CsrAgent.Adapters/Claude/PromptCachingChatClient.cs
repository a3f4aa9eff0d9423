using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Marks where the prompt may be cached: at the end of the system prompt, which covers the tools before it, and at the end of the history.
/// </summary>
/// <remarks>
/// Two of the four marks that the API allows. A third after the passages would serve only turns with a second call, and each turn
/// would pay a quarter more for its passages to be written.
/// </remarks>
internal sealed class PromptCachingChatClient(IChatClient innerClient, int historyFrom) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (marked, rest) = Mark(messages, options);
        return base.GetResponseAsync(marked, rest, cancellationToken);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (marked, rest) = Mark(messages, options);
        return base.GetStreamingResponseAsync(marked, rest, cancellationToken);
    }

    private (List<ChatMessage> Messages, ChatOptions? Options) Mark(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var marked = messages.ToList();
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            // The SDK puts instructions after the system messages, and no mark on them.
            options = options.Clone();
            options.Instructions = null;
            marked.Insert(LastSystem(marked) + 1, new(ChatRole.System, instructions));
        }

        MarkEnd(marked, LastSystem(marked));
        MarkHistory(marked);
        return (marked, options);
    }

    private void MarkHistory(List<ChatMessage> messages)
    {
        var last = messages.FindLastIndex(message => message.Role == ChatRole.User) - 1;
        if (last >= 0 && messages[last].Role != ChatRole.System && messages.Take(last + 1).Sum(message => message.Text.Length) >= historyFrom)
            MarkEnd(messages, last);
    }

    private static int LastSystem(List<ChatMessage> messages) => messages.FindLastIndex(message => message.Role == ChatRole.System);

    private static void MarkEnd(List<ChatMessage> messages, int index)
    {
        if (index < 0 || messages[index].Contents is not [.., TextContent text] || string.IsNullOrWhiteSpace(text.Text))
            return;
        var copy = messages[index].Clone();
        copy.Contents = [.. copy.Contents.SkipLast(1), WithMark(text)];
        messages[index] = copy;
    }

    private static TextContent WithMark(TextContent text) =>
        new TextContent(text.Text) { AdditionalProperties = text.AdditionalProperties?.Clone() }.WithCacheControl(new CacheControlEphemeral());
}
