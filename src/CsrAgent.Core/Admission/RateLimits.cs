using System.Diagnostics;

namespace CsrAgent.Admission;

/// <summary>Which limits apply to what. What one limit counted is given back when another refuses.</summary>
public sealed class RateLimits(IRateLimiter limiter)
{
    /// <summary>Null if a customer's message is within the limits.</summary>
    /// <param name="user">The channel and the user id.</param>
    public async ValueTask<AdmissionOutcome.RateLimited?> TakeMessageAsync(string user, CancellationToken cancellationToken)
    {
        if (await TakeAsync(RateLimitScope.User, user, cancellationToken) is { } ofUser) return ofUser;
        if (await TakeAsync(RateLimitScope.Global, "", cancellationToken) is not { } ofAll) return null;
        await limiter.RefundAsync(RateLimitScope.User, user, cancellationToken);
        return ofAll;
    }

    /// <summary>Null if a call that is not a message is within its address's limit.</summary>
    public ValueTask<AdmissionOutcome.RateLimited?> TakeCallAsync(string address, CancellationToken cancellationToken) =>
        TakeAsync(RateLimitScope.Address, address, cancellationToken);

    private async ValueTask<AdmissionOutcome.RateLimited?> TakeAsync(RateLimitScope scope, string key, CancellationToken cancellationToken)
    {
        if (await limiter.TryAcquireAsync(scope, key, cancellationToken) is not { } wait) return null;
        AdmissionMetrics.RateLimited.Add(1, new TagList { { "scope", scope.ToWireName() } });
        return new(scope, wait);
    }
}
