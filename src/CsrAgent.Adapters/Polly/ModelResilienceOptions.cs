using System.ComponentModel.DataAnnotations;

namespace CsrAgent.Adapters.Polly;

/// <summary>How long and how often models are asked, and when not at all. Holds for every provider.</summary>
public sealed class ModelResilienceOptions
{
    /// <summary>Time for one attempt, streaming included. 0.1 s to 10 min; default 30 s. <c>MODEL_ATTEMPT_TIMEOUT</c></summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "MODEL_ATTEMPT_TIMEOUT must be 0.1 s to 10 min.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest silence between two events of a stream that has begun. 0.1 s to 10 min; default 10 s. <c>MODEL_IDLE_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "MODEL_IDLE_TIMEOUT must be 0.1 s to 10 min.")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time for one call over all attempts, waits and models, until the answer or its first words. 0.1 s to 10 min; default 40 s: less than
    /// a turn's, which has to answer without a model then. <c>MODEL_CALL_TIMEOUT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "MODEL_CALL_TIMEOUT must be 0.1 s to 10 min.")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Second attempts with the same model within one call. 0 to 10; default 2. <c>MODEL_MAX_RETRIES</c></summary>
    [Range(0, 10, ErrorMessage = "MODEL_MAX_RETRIES must be 0 to 10.")]
    public int MaxRetries { get; set; } = 2;

    /// <summary>
    /// Wait before the first retry; doubles with each, and is shortened at random by up to a half. 0 s to 1 min; default 0.5 s.
    /// <c>MODEL_RETRY_DELAY</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "MODEL_RETRY_DELAY must be 0 s to 1 min.")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Longest <c>retry-after</c> that is waited for; a longer one goes to the next model, or ends the call. 0 s to 5 min; default 5 s.
    /// <c>MODEL_MAX_RETRY_AFTER</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "MODEL_MAX_RETRY_AFTER must be 0 s to 5 min.")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Share of failed attempts at which a model's circuit opens. 0.01 to 1; default 0.5. <c>MODEL_CIRCUIT_FAILURE_RATIO</c>
    /// </summary>
    [Range(0.01, 1.0, ErrorMessage = "MODEL_CIRCUIT_FAILURE_RATIO must be 0.01 to 1.")]
    public double CircuitFailureRatio { get; set; } = 0.5;

    /// <summary>
    /// Attempts within <see cref="CircuitSamplingTime"/> before that share means anything. 2 to 10,000; default 8.
    /// <c>MODEL_CIRCUIT_MIN_ATTEMPTS</c>
    /// </summary>
    [Range(2, 10_000, ErrorMessage = "MODEL_CIRCUIT_MIN_ATTEMPTS must be 2 to 10000.")]
    public int CircuitMinimumAttempts { get; set; } = 8;

    /// <summary>Time over which attempts are counted. 1 s to 10 min; default 60 s. <c>MODEL_CIRCUIT_SAMPLING</c></summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "MODEL_CIRCUIT_SAMPLING must be 1 s to 10 min.")]
    public TimeSpan CircuitSamplingTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Time that an open circuit keeps from asking, before one attempt probes. 0.5 s to 10 min; default 15 s. <c>MODEL_CIRCUIT_BREAK</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00", ErrorMessage = "MODEL_CIRCUIT_BREAK must be 0.5 s to 10 min.")]
    public TimeSpan CircuitBreakTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Calls to the models at once from this process; 0 is no limit. 0 to 1,000,000; default 0. <c>MODEL_CONCURRENCY</c></summary>
    [Range(0, 1_000_000, ErrorMessage = "MODEL_CONCURRENCY must be 0 (no limit) to 1000000.")]
    public int MaxConcurrency { get; set; }

    /// <summary>
    /// Tokens a minute, input and output together without what the prompt cache holds; 0 is no limit. 0 to 1,000,000,000; default 0.
    /// <c>MODEL_TOKENS_PER_MINUTE</c>
    /// </summary>
    [Range(0, 1_000_000_000, ErrorMessage = "MODEL_TOKENS_PER_MINUTE must be 0 (no limit) to 1000000000.")]
    public int TokensPerMinute { get; set; }

    /// <summary>
    /// Longest wait for a place within <see cref="MaxConcurrency"/> or <see cref="TokensPerMinute"/>. 0 s to 10 min; default 10 s.
    /// <c>MODEL_LIMIT_WAIT</c>
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "MODEL_LIMIT_WAIT must be 0 s to 10 min.")]
    public TimeSpan LimitWait { get; set; } = TimeSpan.FromSeconds(10);
}
