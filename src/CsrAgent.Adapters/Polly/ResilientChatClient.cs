using System.Runtime.CompilerServices;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Polly;

/// <summary>
/// Calls the models until one answers or <see cref="RetryPlan"/> gives up. A stream is retried only while none of its text has been passed
/// on.
/// </summary>
internal sealed class ResilientChatClient(
    IReadOnlyList<IChatClient> models,
    ModelResilienceOptions limits,
    TimeProvider time,
    ILogger logger
) : DelegatingChatClient(models[0])
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(limits.CallTimeout, time, cancellationToken);
        var prompt = messages.ToList();
        return await AskAsync(model => model.GetResponseAsync(prompt, options, countdown.Token), countdown);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var countdown = new Countdown(limits.CallTimeout, time, cancellationToken);
        var prompt = messages.ToList();
        await using var stream = await AskAsync(
            model => BegunStream.OpenAsync(model.GetStreamingResponseAsync(prompt, options, countdown.Token), countdown.Token),
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
            foreach (var model in models.Skip(1)) model.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<T> AskAsync<T>(Func<IChatClient, Task<T>> ask, Countdown countdown)
    {
        var plan = new RetryPlan(models.Count, limits, time, Random.Shared.NextDouble);
        try
        {
            while (true)
            {
                try
                {
                    return await ask(models[plan.Model]);
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
