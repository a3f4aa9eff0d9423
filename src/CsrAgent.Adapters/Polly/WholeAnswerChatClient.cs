using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Accepts complete answers only. A stream that just stops, as when a proxy closes it, and a tool call whose arguments are not JSON are
/// faults that no client library reports.
/// </summary>
/// <remarks>
/// A tool call that the token limit cut off is left out instead: the answer's <see cref="ChatFinishReason.Length"/> says what happened.
/// </remarks>
internal sealed class WholeAnswerChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        var broken = response.Messages.Sum(message => TakeBrokenCalls(message.Contents));
        Check(response.FinishReason, broken > 0);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        ChatFinishReason? finish = null;
        var broken = false;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            finish = update.FinishReason ?? finish;
            broken |= TakeBrokenCalls(update.Contents) > 0;
            yield return update;
        }

        Check(finish, broken);
    }

    private static int TakeBrokenCalls(IList<AIContent> contents)
    {
        var broken = contents.Where(content => content is FunctionCallContent { Exception: not null }).ToList();
        broken.ForEach(call => contents.Remove(call));
        return broken.Count;
    }

    private static void Check(ChatFinishReason? finish, bool broken)
    {
        if (finish is null)
        {
            throw new ModelException(
                ModelFault.Transient,
                "The model's answer ended in the middle. If it persists, check the proxies between this server and the provider."
            );
        }
        if (broken && finish != ChatFinishReason.Length)
        {
            throw new ModelException(
                ModelFault.Transient,
                "The model called a tool with arguments that are not JSON. If it persists, use another model."
            );
        }
    }
}
