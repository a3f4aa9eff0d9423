using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Polly;

internal static class ModelChatClientBuilderExtensions
{
    public static ChatClientBuilder UseConcurrencyLimit(
        this ChatClientBuilder builder,
        ModelResilienceOptions options,
        TimeProvider time
    ) => options.MaxConcurrency == 0 ? builder : builder.Use(inner => new ConcurrencyLimitChatClient(inner, options, time));

    public static ChatClientBuilder UseTokenBudget(this ChatClientBuilder builder, ModelResilienceOptions options, TimeProvider time) =>
        options.TokensPerMinute == 0 ? builder : builder.Use(inner => new TokenBudgetChatClient(inner, options, time));

    public static ChatClientBuilder UseCircuitBreaker(
        this ChatClientBuilder builder,
        ModelResilienceOptions options,
        TimeProvider time,
        ILogger logger
    ) =>
        builder.Use(inner => new CircuitBreakerChatClient(
            inner,
            ModelCircuit.Create(ModelNames.Of(inner) ?? "without name", options, time, logger)
        ));

    public static ChatClientBuilder UseAttemptTimeout(this ChatClientBuilder builder, ModelResilienceOptions options, TimeProvider time) =>
        builder.Use(inner => new AttemptTimeoutChatClient(inner, options, time));

    public static ChatClientBuilder UseWholeAnswers(this ChatClientBuilder builder) =>
        builder.Use(inner => new WholeAnswerChatClient(inner));
}
