using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>When to try a turn again, and when to give it up. Pure.</summary>
internal sealed class RetryPolicy(IOptions<TurnOptions> options)
{
    /// <summary>The shortest wait before another attempt.</summary>
    public static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>Why a turn that has just been taken must be given up, or null.</summary>
    public string? GiveUpBeforeTry(TurnLease lease)
    {
        if (lease.Attempt > options.Value.MaxAttempts)
        {
            return $"gave no answer in {options.Value.MaxAttempts} attempts (MAX_ATTEMPTS); the worker may have died in each";
        }
        return lease.Attempt > TakeRequest.MinFailures && lease.Waited >= options.Value.MaxSilence
            ? $"failed {lease.Attempt - 1} times in {lease.Waited.TotalSeconds:0} s, MAX_SILENCE or longer"
            : null;
    }

    /// <summary>How long to back off after a failed attempt; null to give up now.</summary>
    public TimeSpan? RetryAfter(TurnLease lease)
    {
        if (lease.Attempt >= options.Value.MaxAttempts) return null;
        var delay = MinDelay * Math.Pow(2, Math.Min(lease.Attempt - 1, 20));
        return delay < MaxDelay ? delay : MaxDelay;
    }
}
