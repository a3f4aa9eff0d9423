using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Keeps calls below the provider's limit on tokens per minute: a call that would exceed it waits here for a moment, or is answered without
/// the model, and never reaches the provider.
/// </summary>
internal sealed class TokenBudgetChatClient(IChatClient innerClient, ModelResilienceOptions limits, TimeProvider time)
    : DelegatingChatClient(innerClient)
{
    private const int CharactersPerToken = 4;

    /// <summary>The tokens of a typical answer.</summary>
    private const int TokensOfAnswer = 300;

    private readonly TokenBudget _budget = new(limits.TokensPerMinute, time);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var prompt = messages.ToList();
        var taken = await TakeAsync(prompt, cancellationToken);
        var response = await base.GetResponseAsync(prompt, options, cancellationToken);
        Settle(taken, response.Usage);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var prompt = messages.ToList();
        var taken = await TakeAsync(prompt, cancellationToken);
        var usage = new UsageDetails();
        await foreach (var update in base.GetStreamingResponseAsync(prompt, options, cancellationToken))
        {
            foreach (var part in update.Contents.OfType<UsageContent>()) usage.Add(part.Details);
            yield return update;
        }

        Settle(taken, usage);
    }

    private async Task<long> TakeAsync(List<ChatMessage> prompt, CancellationToken cancellationToken)
    {
        var tokens = (prompt.Sum(message => message.Text.Length) / CharactersPerToken) + TokensOfAnswer;
        var wait =
            _budget.Take(tokens, limits.LimitWait)
            ?? throw new ModelException(
                ModelFault.Unavailable,
                $"No tokens left for another call to the model within {limits.LimitWait.TotalSeconds:0.#} s. Raise MODEL_TOKENS_PER_MINUTE "
                    + $"({limits.TokensPerMinute}) if the provider allows it."
            );
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        return tokens;
    }

    // For a failed call, the provider may have counted anything, so the estimate stays. Tokens read from the prompt cache do not count
    // against a provider's limit.
    private void Settle(long taken, UsageDetails? usage)
    {
        if (usage?.InputTokenCount is { } input)
        {
            _budget.GiveBack(taken - (input - (usage.CachedInputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)));
        }
    }
}
