using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Redis;

public sealed class RedisHandoffWithdrawalTests : HandoffWithdrawalContract
{
    private protected override async ValueTask<TurnRig> CreateAsync() =>
        await RedisHandoffTests.StartAsync(await SharedRedis.TakeDatabaseAsync(), new FakeTimeProvider(Some.Noon));
}
