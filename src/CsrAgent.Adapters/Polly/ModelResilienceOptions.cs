using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Adapters.Polly;

/// <summary>Timeouts, retries, limits and circuit breaking for calls to models of any provider.</summary>
[SettingGroup("Model faults")]
public sealed class ModelResilienceOptions
{
    [Setting("MODEL_ATTEMPT_TIMEOUT", "Time limit for one attempt, streaming included.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("MODEL_IDLE_TIMEOUT", "Time limit for the next event of a stream that has begun.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    [Setting(
        "MODEL_CALL_TIMEOUT",
        "Time limit for one call over all attempts, waits and models, until the answer or its first words. Keep it below TURN_TIMEOUT: "
            + "the turn still has to be answered without a model."
    )]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(40);

    [Setting("MODEL_MAX_RETRIES", "Retries with the same model within one call.")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    [Setting("MODEL_RETRY_DELAY", "Delay before the first retry. It doubles with each, and is shortened at random by up to a half.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    [Setting(
        "MODEL_MAX_RETRY_AFTER",
        "The longest retry-after that is waited for; a longer one moves on to the next model, or ends the call."
    )]
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    [Setting("MODEL_CIRCUIT_FAILURE_RATIO", "Share of failed attempts at which a model's circuit opens.")]
    [Range(0.01, 1.0)]
    public double CircuitFailureRatio { get; set; } = 0.5;

    [Setting("MODEL_CIRCUIT_MIN_ATTEMPTS", "Attempts within MODEL_CIRCUIT_SAMPLING before that share counts.")]
    [Range(2, 10_000)]
    public int CircuitMinimumAttempts { get; set; } = 8;

    [Setting("MODEL_CIRCUIT_SAMPLING", "Time over which attempts are counted.")]
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CircuitSamplingTime { get; set; } = TimeSpan.FromSeconds(60);

    [Setting("MODEL_CIRCUIT_BREAK", "How long an open circuit blocks calls before one attempt probes.")]
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan CircuitBreakTime { get; set; } = TimeSpan.FromSeconds(15);

    [Setting("MODEL_CONCURRENCY", "Concurrent model calls of this process; 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int MaxConcurrency { get; set; }

    [Setting(
        "MODEL_TOKENS_PER_MINUTE",
        "Tokens per minute of this process, input and output together without what the prompt cache holds; 0 for no limit."
    )]
    [Range(0, 1_000_000_000)]
    public int TokensPerMinute { get; set; }

    [Setting("MODEL_LIMIT_WAIT", "How long a call waits for capacity under these two limits before the articles answer.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LimitWait { get; set; } = TimeSpan.FromSeconds(10);
}
