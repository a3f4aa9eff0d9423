using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model.Prices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>Measures a chat client's requests, token usage and cost. Changes nothing.</summary>
internal sealed class MeteredChatClient(IChatClient innerClient, ModelPrices prices, TimeProvider time) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var call = Start(options);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            call.Declined(ModelRefusal.CategoryOf(response.AdditionalProperties));
            call.Ended(response.ModelId, response.FinishReason, response.Usage);
            return response;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            call.Failed(error);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var call = Start(options);
        var usage = new UsageDetails();
        ChatFinishReason? reason = null;
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(updates, call))
        {
            call.Saw(updates.Current);
            call.Declined(ModelRefusal.CategoryOf(updates.Current.AdditionalProperties));
            reason = updates.Current.FinishReason ?? reason;
            foreach (var part in updates.Current.Contents.OfType<UsageContent>()) usage.Add(part.Details);
            yield return updates.Current;
        }

        call.Ended(null, reason, usage);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, MeteredCall call)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            call.Failed(error);
            throw;
        }
    }

    private MeteredCall Start(ChatOptions? options) => new(this.GetService<ChatClientMetadata>(), options?.ModelId, prices, time);
}
