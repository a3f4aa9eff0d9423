using CsrAgent.Adapters.Polly;

namespace CsrAgent.Host.Configuration;

/// <summary>How long and how often a model is asked, whichever it is.</summary>
internal static class ResilienceSettings
{
    private const string Group = "Model faults";

    public static IEnumerable<Setting> All { get; } =
        [
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_ATTEMPT_TIMEOUT",
                "30s",
                "Time for one attempt, streaming included; 0.1 s to 10 min.",
                (o, v) => o.AttemptTimeout = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_IDLE_TIMEOUT",
                "10s",
                "Longest silence within a stream that has begun; 0.1 s to 10 min.",
                (o, v) => o.IdleTimeout = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CALL_TIMEOUT",
                "40s",
                "Time for one call over all attempts, waits and models; 0.1 s to 10 min. Keep it below TURN_TIMEOUT.",
                (o, v) => o.CallTimeout = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_MAX_RETRIES",
                "2",
                "Second attempts with the same model within one call; 0 to 10.",
                (o, v) => o.MaxRetries = Setting.Whole(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_RETRY_DELAY",
                "500ms",
                "Wait before the first retry; doubles with each; 0 s to 1 min.",
                (o, v) => o.RetryDelay = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_MAX_RETRY_AFTER",
                "5s",
                "Longest retry-after that is waited for; a longer one goes to the next model; 0 s to 5 min.",
                (o, v) => o.MaxRetryAfter = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CIRCUIT_FAILURE_RATIO",
                "0.5",
                "Share of failed attempts at which a model's circuit opens; 0.01 to 1.",
                (o, v) => o.CircuitFailureRatio = Setting.Fraction(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CIRCUIT_MIN_ATTEMPTS",
                "8",
                "Attempts before that share means anything; 2 to 10000.",
                (o, v) => o.CircuitMinimumAttempts = Setting.Whole(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CIRCUIT_SAMPLING",
                "60s",
                "Time over which attempts are counted; 1 s to 10 min.",
                (o, v) => o.CircuitSamplingTime = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CIRCUIT_BREAK",
                "15s",
                "Time that an open circuit keeps from asking; 0.5 s to 10 min.",
                (o, v) => o.CircuitBreakTime = Setting.Duration(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_CONCURRENCY",
                "0",
                "Calls to the models at once from this process; 0 for no limit, at most 1000000.",
                (o, v) => o.MaxConcurrency = Setting.Whole(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_TOKENS_PER_MINUTE",
                "0",
                "Tokens a minute from this process, without what the prompt cache holds; 0 for no limit.",
                (o, v) => o.TokensPerMinute = Setting.Whole(v)
            ),
            Setting.Of<ModelResilienceOptions>(
                Group,
                "MODEL_LIMIT_WAIT",
                "10s",
                "Longest wait for one of these two before the articles answer; 0 s to 10 min.",
                (o, v) => o.LimitWait = Setting.Duration(v)
            ),
        ];
}
