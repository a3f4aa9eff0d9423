using Anthropic.Models.Messages;
using CsrAgent.Answering;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Sends passages as search results that Claude can cite, from the customer's turn and from tool results alike. Citations come back through
/// the SDK as <see cref="CitationAnnotation"/>: on the text when whole, on an empty text after it when streamed.
/// </summary>
internal sealed class SearchResultChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages.Select(Rewrite), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages.Select(Rewrite), options, cancellationToken);

    // The caller's messages are shared with its other attempts: they are copied where they change, never changed.
    private static ChatMessage Rewrite(ChatMessage message)
    {
        if (message.Role == ChatRole.System || message.Role == ChatRole.Assistant)
            return message;
        var copy = message.Clone();
        copy.Contents = [.. message.Contents.Select(Rewrite)];
        return copy;
    }

    private static AIContent Rewrite(AIContent content) => content switch
    {
        FunctionResultContent { Result: AIContent part } result => WithParts(result, [part]),
        FunctionResultContent { Result: IEnumerable<AIContent> parts } result => WithParts(result, parts),
        _ => SearchResultBlock.ContentFrom(content) is { } block ? new AIContent { RawRepresentation = block } : content,
    };

    private static FunctionResultContent WithParts(FunctionResultContent result, IEnumerable<AIContent> parts) =>
        new(result.CallId, parts.Select(RewritePart).ToList()) { Exception = result.Exception, AdditionalProperties = result.AdditionalProperties };

    private static AIContent RewritePart(AIContent part) =>
        SearchResultBlock.From(part) is { } block ? new AIContent { RawRepresentation = (Block)block } : part;
}
