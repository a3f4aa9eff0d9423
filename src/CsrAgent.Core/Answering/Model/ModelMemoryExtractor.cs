using CsrAgent.Conversations;
using CsrAgent.Memory;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Answering.Model;

/// <summary>Asks the model what of a conversation is worth remembering. Nobody waits for it.</summary>
internal sealed class ModelMemoryExtractor(IChatClient client, TimeProvider time, ILogger<ModelMemoryExtractor> logger) : IMemoryExtractor
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly ChatOptions Options = new() { MaxOutputTokens = 500 };

    public async Task<IReadOnlyList<MemoryDraft>?> ExtractAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Does not wait for a client that ignores its token.
            var response = await client.GetResponseAsync(MemoryPrompt.Render(messages), Options, either.Token).WaitAsync(either.Token);
            return MemoryPrompt.Read(response.Text, messages);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever goes wrong in the model, the facts remain.
            logger.LogWarning("Asked what to remember, the model failed with {Fault}; it comes from the facts", e.GetType().Name);
            return null;
        }
    }
}
