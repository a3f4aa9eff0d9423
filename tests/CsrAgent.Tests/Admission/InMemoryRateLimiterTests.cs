using CsCheck;
using CsrAgent.Admission;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Admission;

public sealed class InMemoryRateLimiterTests : RateLimiterContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override ValueTask<(IRateLimiter One, IRateLimiter Other)> CreateAsync(RateLimitOptions options, TimeProvider time)
    {
        var limiter = new InMemoryRateLimiter(Options.Create(options), time);
        return ValueTask.FromResult<(IRateLimiter, IRateLimiter)>((limiter, limiter));
    }

    /// <summary>
    /// However requests come: no span of time sees more than a full allowance and what grew back in it, and the named wait is neither too
    /// short nor too long.
    /// </summary>
    [Fact]
    public Task Acquire_AnyRhythm_KeepsTheLimitInEverySpan() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 20_000].Array[1, 300])
            .SampleAsync(
                async rhythm =>
                {
                    var (limit, pauses) = rhythm;
                    var time = new FakeTimeProvider(Some.Noon);
                    var limiter = new InMemoryRateLimiter(Options.Create(new RateLimitOptions { PerUser = limit }), time);
                    var granted = new List<DateTimeOffset>();
                    foreach (var pause in pauses)
                    {
                        time.Advance(TimeSpan.FromMilliseconds(pause));
                        if (await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token) is not { } wait)
                        {
                            granted.Add(time.GetUtcNow());
                            continue;
                        }

                        time.Advance(wait - TimeSpan.FromTicks(1));
                        Assert.NotNull(await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token));
                        time.Advance(TimeSpan.FromTicks(1));
                        Assert.Null(await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token));
                        granted.Add(time.GetUtcNow());
                    }

                    AssertKept(granted, limit);
                },
                iter: 200
            );

    [Fact]
    public async Task Acquire_ManyKeysOverTime_ForgetsNothingThatStillCounts()
    {
        var time = new FakeTimeProvider(Some.Noon);
        var limiter = new InMemoryRateLimiter(Options.Create(new RateLimitOptions { PerUser = 1 }), time);
        await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token);
        for (var i = 0; i < 10_000; i++) await limiter.TryAcquireAsync(RateLimitScope.User, $"user{i}", Token);

        Assert.NotNull(await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await limiter.TryAcquireAsync(RateLimitScope.User, "ann", Token));
    }

    private static void AssertKept(List<DateTimeOffset> granted, int limit)
    {
        var growsBackEvery = TimeSpan.FromMinutes(1) / limit;
        for (var first = 0; first < granted.Count; first++)
        {
            for (var last = first; last < granted.Count; last++)
            {
                var grownBack = (granted[last] - granted[first]) / growsBackEvery;
                Assert.True(
                    last - first + 1 <= limit + grownBack + 0.001,
                    $"{last - first + 1} in {granted[last] - granted[first]} at {limit} a minute"
                );
            }
        }
    }
}
