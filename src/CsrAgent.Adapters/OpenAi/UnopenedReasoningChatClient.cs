using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// Keeps reasoning out of a stream that begins in the middle of it: some chat templates open it themselves, so that only its end
/// (<c>&lt;/think&gt;</c>) is sent. What has left cannot be taken back, so a reply waits where its beginning may be reasoning: the first
/// one of each model, every one of a model that was seen to do so, and one that speaks of the customer instead of to them.
/// </summary>
/// <remarks>One instance for each model. What begins with an opening mark is left to the answerer.</remarks>
internal sealed class UnopenedReasoningChatClient(IChatClient innerClient) : DelegatingChatClient(innerClient)
{
    private volatile bool _isKnown;
    private volatile bool _omitsOpening;

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var reply = new ReasoningHold(waitsFromTheStart: !_isKnown || _omitsOpening);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            foreach (var passed in reply.Push(update)) yield return passed;
        }
        foreach (var passed in reply.Complete()) yield return passed;
        if (!reply.HasText) yield break;
        _omitsOpening |= reply.EndedReasoning;
        _isKnown = true;
    }
}
