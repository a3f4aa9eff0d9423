using CsrAgent.Knowledge.Sharing;
using CsrAgent.Tests.Knowledge.Sync;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Sharing;

public sealed class BuilderLeaseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ListedKnowledgeIndex _shared = new() { IsShared = true };
    private readonly ListedLeases _leases;

    public BuilderLeaseTests() => _leases = new ListedLeases(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IsHeld_OwnIndex_NeedsNoLease()
    {
        var lease = new BuilderLease(_leases.Of("one"), new ListedKnowledgeIndex(), _time);
        Assert.True(lease.IsHeld);
        Assert.True(await lease.RenewAsync(Cancellation));
    }

    /// <summary>Another takes over within 30 seconds: 15 until it runs out, and 4 until somebody asks.</summary>
    [Fact]
    public async Task Renew_BuilderKilled_AnotherTakesOver()
    {
        var (one, other) = (Of("one"), Of("other"));
        Assert.True(await one.RenewAsync(Cancellation));
        Assert.False(await other.RenewAsync(Cancellation));
        Assert.True(BuilderLease.Duration + BuilderLease.Renewal < TimeSpan.FromSeconds(30));

        _time.Advance(BuilderLease.Duration - TimeSpan.FromSeconds(1));
        Assert.False(await other.RenewAsync(Cancellation));
        Assert.True(one.IsHeld);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(one.IsHeld);
        Assert.True(await other.RenewAsync(Cancellation));
        Assert.False(await one.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task Release_AtAStop_LetsAnotherBuildAtOnce()
    {
        var (one, other) = (Of("one"), Of("other"));
        await one.RenewAsync(Cancellation);
        await one.ReleaseAsync(Cancellation);
        Assert.False(one.IsHeld);
        Assert.True(await other.RenewAsync(Cancellation));
    }

    [Fact]
    public async Task Sync_AnotherBuilds_SaysSoAndReadsNothing()
    {
        await Of("other").RenewAsync(Cancellation);
        var folder = new ListedSource("folder").Holding("a");
        using var subject = new SyncUnderTest(_time);
        using var sync = subject.Start(_shared, Of("one"), [folder]);

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => sync.RunAsync(Cancellation));

        Assert.Contains("Another process", error.Message, StringComparison.Ordinal);
        Assert.Empty(_shared.Ids);
    }

    private BuilderLease Of(string process) => new(_leases.Of(process), _shared, _time);
}
