using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Calls the models until one answers or <see cref="RetryPlan"/> gives up. A stream is retried only while none of its text has been passed
/// on. A caller that sets <see cref="ChatOptions.ModelId"/> to <see cref="ModelLineup.Summaries"/> begins with that model.
/// </summary>
internal sealed class ResilientChatClient(ModelLineup lineup, ModelResilienceOptions limits, TimeProvider time, ILogger logger)
    : DelegatingChatClient(lineup.Models[0])
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(limits.CallTimeout, time, cancellationToken);
        var prompt = messages.ToList();
        var (models, own) = Choose(options);
        return await AskAsync(models, model => model.GetResponseAsync(prompt, own, countdown.Token), RefusalOf, countdown);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(limits.CallTimeout, time, cancellationToken);
        var prompt = messages.ToList();
        var (models, own) = Choose(options);
        await using var stream = await AskAsync(
            models,
            model => BegunStream.OpenAsync(model.GetStreamingResponseAsync(prompt, own, countdown.Token), countdown.Token),
            begun => begun.Refusal,
            countdown
        );
        // From here on, the attempt's own limits apply.
        countdown.Stop();
        if (countdown.RanOut) throw OutOfTime(null);
        await foreach (var update in stream.ReadAsync()) yield return update;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var model in lineup.Models.Skip(1)) model.Dispose();
            lineup.Summaries?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string? RefusalOf(ChatResponse response) =>
        response.FinishReason != ChatFinishReason.ContentFilter
            ? null
            : ModelRefusal.CategoryOf(response.AdditionalProperties) ?? "unknown";

    /// <summary>The models in the order in which to call them, and the options without the caller's choice of one.</summary>
    private (IReadOnlyList<IChatClient> Models, ChatOptions? Options) Choose(ChatOptions? options)
    {
        if (options?.ModelId is not { } name) return (lineup.Models, options);
        var own = options.Clone();
        own.ModelId = null;
        return lineup.Summaries is { } summaries && ModelNames.Of(summaries) == name
            ? ([summaries, .. lineup.Models.Where(model => model != summaries)], own)
            : (lineup.Models, own);
    }

    private async Task<T> AskAsync<T>(
        IReadOnlyList<IChatClient> models,
        Func<IChatClient, Task<T>> ask,
        Func<T, string?> refusalOf,
        Countdown countdown
    )
    {
        var plan = new RetryPlan(models.Count, limits, time, Random.Shared.NextDouble);
        try
        {
            while (true)
            {
                try
                {
                    var answer = await ask(models[plan.Model]);
                    if (refusalOf(answer) is not { } policy || !plan.AfterRefusal()) return answer;
                    logger.LogInformation("A model declined ({Policy}). Calling model {Next}", policy, plan.Model);
                    if (answer is IAsyncDisposable stream) await stream.DisposeAsync();
                }
                catch (ModelException e)
                {
                    if (plan.After(e) is not { } wait) throw;
                    logger.LogInformation(
                        "A model failed ({Fault}): {Reason} Calling model {Next} in {Wait}",
                        e.Fault,
                        e.Line,
                        plan.Model,
                        wait
                    );
                    await Task.Delay(wait, time, countdown.Token);
                }
            }
        }
        catch (OperationCanceledException e) when (countdown.RanOut)
        {
            throw OutOfTime(e);
        }
    }

    private ModelException OutOfTime(Exception? inner) =>
        new(
            ModelFault.Timeout,
            $"No model answered within {limits.CallTimeout.TotalSeconds:0.#} s. If it lasts, raise MODEL_CALL_TIMEOUT, or see the log for "
                + "what failed.",
            inner: inner
        );
}
