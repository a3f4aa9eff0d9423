using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>The log of articles, as two processes see it.</summary>
public sealed class RedisArticleLogTests : ArticleLogContract
{
    protected override async ValueTask<(IArticleLog One, IArticleLog Other)> CreateAsync()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        var (one, other) = (await RedisSubject.CreateAsync(url), await RedisSubject.CreateAsync(url));
        return (one.Get<IArticleLog>(), other.Get<IArticleLog>());
    }
}

public sealed class RedisLeasesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_HeldByAnother_IsRefusedUntilItRunsOut()
    {
        var (one, other) = await CreateAsync();
        Assert.True(await one.TakeAsync("n", TimeSpan.FromMilliseconds(300), Cancellation));
        Assert.True(await one.TakeAsync("n", TimeSpan.FromMilliseconds(300), Cancellation));
        Assert.False(await other.TakeAsync("n", TimeSpan.FromSeconds(10), Cancellation));
        Assert.True(await other.TakeAsync("another", TimeSpan.FromSeconds(10), Cancellation));
        await Until.TrueAsync(
            () => other.TakeAsync("n", TimeSpan.FromSeconds(10), Cancellation),
            TimeSpan.FromSeconds(10),
            "it has run out",
            Cancellation
        );
        Assert.False(await one.TakeAsync("n", TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task Release_ByItsHolderOnly_GivesItBack()
    {
        var (one, other) = await CreateAsync();
        await one.TakeAsync("n", TimeSpan.FromSeconds(30), Cancellation);
        await other.ReleaseAsync("n", Cancellation);
        Assert.False(await other.TakeAsync("n", TimeSpan.FromSeconds(30), Cancellation));
        await one.ReleaseAsync("n", Cancellation);
        Assert.True(await other.TakeAsync("n", TimeSpan.FromSeconds(30), Cancellation));
    }

    private static async Task<(ILeases One, ILeases Other)> CreateAsync()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        return (new RedisLeases(await RedisSubject.ConnectAsync(url)), new RedisLeases(await RedisSubject.ConnectAsync(url)));
    }
}
