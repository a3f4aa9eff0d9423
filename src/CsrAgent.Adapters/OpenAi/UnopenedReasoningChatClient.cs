using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>
/// Removes reasoning from a stream that begins in the middle of it: some chat templates open it themselves, so that only its end
/// (<c>&lt;/think&gt;</c>) is sent. Text that was shown cannot be taken back, so a reply is held back if its beginning may be reasoning:
/// the first reply of each model, every reply of a model that has done so before, and one that talks about the customer rather than to
/// them.
/// </summary>
/// <remarks>One instance per model. Reasoning with an opening tag is left to the answerer.</remarks>
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
