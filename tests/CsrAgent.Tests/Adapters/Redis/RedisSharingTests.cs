using CsrAgent.Adapters.Redis.Stores;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.DependencyInjection;

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

/// <summary>Confirmations, as two processes see them.</summary>
public sealed class RedisShrinkConfirmationsTests
{
    [Fact]
    public async Task Find_ConfirmedByAnotherProcess_IsTheLatestNumber()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        var one = (await RedisSubject.CreateAsync(url)).Get<IShrinkConfirmations>();
        var other = (await RedisSubject.CreateAsync(url)).Get<IShrinkConfirmations>();
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Null(await other.FindAsync("folder", cancellation));
        await one.ConfirmAsync("folder", 12, cancellation);
        await one.ConfirmAsync("folder", 0, cancellation);
        Assert.Equal(0, await other.FindAsync("folder", cancellation));
        Assert.Null(await other.FindAsync("website", cancellation));
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

public sealed class RedisRetentionTests : RetentionContract
{
    private protected override ILeases Leases => ((RedisSubject)Subject).Get<ILeases>();

    protected override async ValueTask<StoreSubject> CreateAsync() => await RedisSubject.CreateAsync();

    [Fact]
    public async Task Run_ByTwoProcesses_IsOneProcessTaskUntilItStops()
    {
        await using var services = await ((RedisSubject)Subject).StartAsync();
        await AnswerAsync();
        Subject.Time.Advance(TimeSpan.FromDays(2));
        var one = Retention(Subject.Store, Leases);
        var other = Retention(services.GetRequiredService<IConversationStore>(), services.GetRequiredService<ILeases>());

        Assert.True(await one.RunAsync(Token));
        Assert.False(await other.RunAsync(Token));
        Assert.Equal(["s0", "s1", "s2"], await InAsync(ConversationStatus.Ended));
        await one.StopAsync(Token);

        Assert.True(await other.RunAsync(Token));
        Assert.Equal(["s0", "s1", "s2", "s3", "s4", "s5"], await InAsync(ConversationStatus.Ended));
        Assert.False(await one.RunAsync(Token));
    }
}
