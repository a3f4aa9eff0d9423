using CsrAgent.Admission;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Contracts;

/// <summary>
/// What every <see cref="IRateLimiter"/> promises: the limit holds, also across processes, and a wait that it names is enough.
/// </summary>
public abstract class RateLimiterContract
{
    private readonly FakeTimeProvider _time = new(Some.Noon);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Limiters as two processes have them, over one state where there is a shared one.</summary>
    protected abstract ValueTask<(IRateLimiter One, IRateLimiter Other)> CreateAsync(RateLimitOptions options, TimeProvider time);

    [Fact]
    public async Task Acquire_ABurst_IsLetThroughUpToTheLimitAndThenRefused()
    {
        var (one, other) = await CreateAsync(new() { PerUser = 10 }, _time);

        for (var i = 0; i < 10; i++) Assert.Null(await UserAsync(i % 2 == 0 ? one : other));

        Assert.NotNull(await UserAsync(one));
        Assert.NotNull(await UserAsync(other));
    }

    [Fact]
    public async Task Acquire_AfterTheNamedWait_IsLetThroughOnce()
    {
        var (limiter, _) = await CreateAsync(new() { PerUser = 6 }, _time);
        for (var i = 0; i < 6; i++) await UserAsync(limiter);
        var wait = await UserAsync(limiter);
        Assert.InRange(wait!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(10.1));

        _time.Advance(wait.Value);

        Assert.Null(await UserAsync(limiter));
        Assert.NotNull(await UserAsync(limiter));
    }

    [Fact]
    public async Task Acquire_Refused_CostsNothing()
    {
        var (limiter, _) = await CreateAsync(new() { PerUser = 6 }, _time);
        for (var i = 0; i < 6; i++) await UserAsync(limiter);
        var first = await UserAsync(limiter);

        for (var i = 0; i < 100; i++) await UserAsync(limiter);

        Assert.Equal(first, await UserAsync(limiter));
    }

    [Fact]
    public async Task Acquire_OneCustomer_DoesNotHoldUpAnother()
    {
        var (limiter, _) = await CreateAsync(new() { PerUser = 1 }, _time);
        await UserAsync(limiter);

        Assert.NotNull(await UserAsync(limiter));
        Assert.Null(await UserAsync(limiter, "web:ben"));
    }

    [Fact]
    public async Task Acquire_TheGlobalLimit_CountsAllAlike()
    {
        var (one, other) = await CreateAsync(new() { Global = 2 }, _time);

        Assert.Null(await one.TryAcquireAsync(RateLimitScope.Global, "", Token));
        Assert.Null(await other.TryAcquireAsync(RateLimitScope.Global, "", Token));

        Assert.NotNull(await one.TryAcquireAsync(RateLimitScope.Global, "", Token));
        Assert.Null(await UserAsync(one));
    }

    [Fact]
    public async Task Acquire_WithoutALimit_IsAlwaysLetThrough()
    {
        var (limiter, _) = await CreateAsync(new() { PerUser = 0, Global = 0 }, _time);

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null(await UserAsync(limiter));
            Assert.Null(await limiter.TryAcquireAsync(RateLimitScope.Global, "", Token));
        }
    }

    [Fact]
    public async Task Acquire_ByManyAtOnce_KeepsTheLimit()
    {
        var (one, other) = await CreateAsync(new() { PerUser = 100 }, _time);

        var waits = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(() => UserAsync(i % 2 == 0 ? one : other), Token)));

        Assert.Equal(100, waits.Count(wait => wait is null));
    }

    [Fact]
    public async Task Refund_ACountedRequest_MayBeMadeAgainOnce()
    {
        var (one, other) = await CreateAsync(new() { PerUser = 3 }, _time);
        for (var i = 0; i < 3; i++) await UserAsync(one);

        await other.RefundAsync(RateLimitScope.User, "web:ann", Token);

        Assert.Null(await UserAsync(one));
        Assert.NotNull(await UserAsync(other));
    }

    [Fact]
    public async Task Refund_NothingCounted_GivesNoMoreThanAFullAllowance()
    {
        var (limiter, _) = await CreateAsync(new() { PerUser = 3, Global = 0 }, _time);

        for (var i = 0; i < 5; i++) await limiter.RefundAsync(RateLimitScope.User, "web:ann", Token);
        await limiter.RefundAsync(RateLimitScope.Global, "", Token);

        for (var i = 0; i < 3; i++) Assert.Null(await UserAsync(limiter));
        Assert.NotNull(await UserAsync(limiter));
    }

    private static async Task<TimeSpan?> UserAsync(IRateLimiter limiter, string key = "web:ann") =>
        await limiter.TryAcquireAsync(RateLimitScope.User, key, Token);
}
