using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Polly;

internal static class ResilientModel
{
    /// <summary>
    /// One client over all models. Outermost are the limits on concurrent calls and on tokens, then retries and fallback, then the
    /// per-model parts.
    /// </summary>
    public static IChatClient Create(ModelLineup lineup, ModelResilienceOptions options, TimeProvider time, ILogger logger)
    {
        // Each model has one circuit, whatever it is called for.
        var guards = lineup.Models.Append(lineup.Summaries).OfType<IChatClient>().Distinct();
        var guarded = guards.ToDictionary(model => model, model => Guard(model, options, time, logger));
        var behindGuards = new ModelLineup([.. lineup.Models.Select(model => guarded[model])])
        {
            Summaries = lineup.Summaries is { } summaries ? guarded[summaries] : null,
        };
        return new ResilientChatClient(behindGuards, options, time, logger)
            .AsBuilder()
            .UseConcurrencyLimit(options, time)
            .UseTokenBudget(options, time)
            .Build();
    }

    private static IChatClient Guard(IChatClient model, ModelResilienceOptions options, TimeProvider time, ILogger logger) =>
        model.AsBuilder().UseCircuitBreaker(options, time, logger).UseAttemptTimeout(options, time).UseWholeAnswers().Build();
}
