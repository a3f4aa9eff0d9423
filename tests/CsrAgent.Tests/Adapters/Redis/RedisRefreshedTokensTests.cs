using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Adapters.Zendesk;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>Each with a connection of its own.</summary>
public sealed class RedisRefreshedTokensTests : RefreshedTokensContract
{
    private readonly List<ServiceProvider> _others = [];
    private RedisSubject _store = null!;

    [Fact]
    public async Task Get_ManyProcessesAtOnce_RefreshOnceForAll()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => Start()).ToList();

        await AllAsync(processes.Select(CallAsync));
        Time.Advance(TimeSpan.FromHours(1));
        await AllAsync(processes.Select(CallAsync));

        Assert.Equal(2, Zendesk.Refreshes);
    }

    protected override async Task StartStoreAsync()
    {
        _store = await RedisSubject.CreateAsync();
        for (var i = 0; i < 4; i++) _others.Add(await _store.StartAsync());
    }

    protected override async Task StopStoreAsync()
    {
        foreach (var other in _others) await other.DisposeAsync();
        await _store.DisposeAsync();
    }

    protected override (IChannelState State, ILeases Leases) Share()
    {
        var process = _others[0];
        _others.Add(process);
        _others.RemoveAt(0);
        return (process.GetRequiredService<IChannelState>(), process.GetRequiredService<ILeases>());
    }

    /// <summary>Who waits for another's refresh waits by the tests' clock.</summary>
    private async Task AllAsync(IEnumerable<Task> calls)
    {
        var all = Task.WhenAll(calls);
        await Until.TrueAsync(() => all.IsCompleted, Time, TimeSpan.FromMilliseconds(250), "all have called");
        await all;
    }
}
