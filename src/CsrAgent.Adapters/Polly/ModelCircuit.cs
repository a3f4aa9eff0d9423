using CsrAgent.Answering.Model;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace CsrAgent.Adapters.Polly;

internal static class ModelCircuit
{
    private const int MaxFault = 500;

    public static ResiliencePipeline Create(string model, ModelResilienceOptions options, TimeProvider time, ILogger logger)
    {
        var state = new CircuitBreakerStateProvider();
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new()
                {
                    FailureRatio = options.CircuitFailureRatio,
                    MinimumThroughput = options.CircuitMinimumAttempts,
                    SamplingDuration = options.CircuitSamplingTime,
                    BreakDuration = options.CircuitBreakTime,
                    StateProvider = state,
                    ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome.Exception, state.CircuitState)),
                    OnOpened = args =>
                        Log(() =>
                            logger.LogWarning(
                                "Model {Model} keeps failing and will not be called for {Break}: {Fault}",
                                model,
                                args.BreakDuration,
                                ShortText.LineOf(args.Outcome.Exception?.Message ?? "no answer", MaxFault)
                            )
                        ),
                    OnClosed = _ => Log(() => logger.LogInformation("Model {Model} answers again", model)),
                }
            )
            .Build();
    }

    /// <summary>
    /// A refused request or a rate limit says nothing about the model's health. Neither does a caller that cancels, except during a probe:
    /// a probe without an answer must not close the circuit.
    /// </summary>
    private static bool IsFailure(Exception? outcome, CircuitState state) =>
        outcome switch
        {
            ModelException { Fault: ModelFault.Transient or ModelFault.Overloaded or ModelFault.Timeout or ModelFault.Denied } => true,
            OperationCanceledException => state is CircuitState.HalfOpen,
            _ => false,
        };

    private static ValueTask Log(Action write)
    {
        write();
        return default;
    }
}
