using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

/// <summary>A server that only speaks the protocol is refused at the start, and not in the middle of a customer's message.</summary>
public sealed class RedisCommandsTests
{
    [Theory]
    [InlineData("XADD")]
    [InlineData("XAUTOCLAIM")]
    [InlineData("WAIT")]
    public async Task Connect_ServerWithoutACommand_IsRefusedInOneSentenceThatNamesIt(string command)
    {
        await using var server = await RedisServer.StartAsync("--rename-command", command, "");
        await using var redis = Connection(server);

        var refusal = await Assert.ThrowsAsync<CsrAgentException>(() => redis.ConnectAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith($"The server at REDIS_URL does not know {command}, ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AccountThatMayNotAskForCommands_Connects()
    {
        await using var server = await RedisServer.StartAsync("--user", "default", "on", "nopass", "~*", "&*", "+@all", "-command");
        await using var redis = Connection(server);

        await redis.ConnectAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Needed_Commands_AreThoseOfTheScriptsAndMore() =>
        Assert.Superset(new HashSet<string> { "XADD", "ZADD", "TIME", "XREADGROUP", "EVALSHA" }, RedisCommands.Needed.ToHashSet());

    private static RedisConnection Connection(RedisServer server) =>
        new(Options.Create(new RedisOptions { Url = server.Url }), TimeProvider.System, NullLogger<RedisConnection>.Instance);
}
