using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Tests.Support.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

/// <summary>A wrong password never becomes right: the start ends with what to do, instead of waiting for a server that is there.</summary>
public sealed class RedisAccountTests
{
    [Theory]
    [InlineData("")]
    [InlineData(":wrong@")]
    [InlineData("nobody:opensesame@")]
    public async Task Connect_WrongAccount_IsRefusedInOneSentence(string account)
    {
        await using var server = await RedisServer.StartAsync("--user", "default", "on", ">opensesame", "~*", "&*", "+@all");
        await using var redis = Connection(server, account);

        var refusal = await Assert.ThrowsAsync<CsrAgentException>(() => redis.ConnectAsync(TestContext.Current.CancellationToken));

        Assert.Contains("refuses the user or the password of REDIS_URL", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Redis as it is shipped lets everybody in under that name, whatever they said before.</summary>
    [Theory]
    [InlineData("bot:wrong@", false)]
    [InlineData("bot:opensesame@", true)]
    [InlineData("mute:opensesame@", true)] // Has no right to ask for its name.
    public async Task Connect_BesideAnOpenDefaultUser_IsThatUserOrRefused(string account, bool isRight)
    {
        await using var server = await RedisServer.StartAsync(
            ["--user", "bot", "on", ">opensesame", "~*", "&*", "+@all", "--user", "mute", "on", ">opensesame", "~*", "&*", "+@all", "-acl"]
        );
        await using var redis = Connection(server, account);
        var connected = redis.ConnectAsync(TestContext.Current.CancellationToken);

        if (isRight)
        {
            await connected;
            return;
        }
        var refusal = await Assert.ThrowsAsync<CsrAgentException>(() => connected);
        Assert.Contains("refuses the user", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_RightAccount_Connects()
    {
        await using var server = await RedisServer.StartAsync("--user", "default", "on", ">opensesame", "~*", "&*", "+@all");
        await using var redis = Connection(server, "default:opensesame@");

        await redis.ConnectAsync(TestContext.Current.CancellationToken);
    }

    private static RedisConnection Connection(RedisServer server, string account) =>
        new(
            Options.Create(new RedisOptions { Url = server.Url.Replace("redis://", $"redis://{account}", StringComparison.Ordinal) }),
            TimeProvider.System,
            NullLogger<RedisConnection>.Instance
        );
}
