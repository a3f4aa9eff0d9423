using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>Two processes with one clock.</summary>
public sealed class RedisHandoffTests(ITestOutputHelper output) : HandoffContract(output)
{
    private protected override async ValueTask<(TurnRig One, TurnRig Other)> CreateAsync()
    {
        var (url, time) = (await SharedRedis.TakeDatabaseAsync(), new FakeTimeProvider(Some.Noon));
        return (await StartAsync(url, time), await StartAsync(url, time));
    }

    internal static async Task<TurnRig> StartAsync(string url, FakeTimeProvider time)
    {
        var rig = new TurnRig(time: time, more: services => services.Configure<RedisOptions>(o => RedisSubject.Set(o, url)).AddRedis());
        await rig.Get<RedisConnection>().ConnectAsync(TestContext.Current.CancellationToken);
        return rig;
    }
}
