using System.Globalization;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>What a deployment without customers asks of Redis, commands within scripts included.</summary>
[Collection(FaultsCollection.Name)]
public sealed partial class IdleLoadTests(ITestOutputHelper output)
{
    /// <summary>Until the start is over: what a process has just connected to, it does not rely on yet.</summary>
    private const int SecondsOfStart = 15;

    private const int SecondsMeasured = 30;
    private const double MaxPerSecond = 20;

    [Fact]
    public async Task Idle_AWorkerWithTheDefaultPartitions_AsksLittle()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var server = await RealServer.StartAsync(("REDIS_URL", redis.Url));
        await PassAsync(redis, SecondsOfStart);

        var before = await ReadAsync(redis);
        await PassAsync(redis, SecondsMeasured);
        var after = await ReadAsync(redis);

        var asked = after
            .Select(command => (Name: command.Key, Calls: command.Value - before.GetValueOrDefault(command.Key)))
            .Where(command => command.Calls > 0)
            .OrderByDescending(command => command.Calls)
            .ToList();
        var perSecond = asked.Sum(command => command.Calls) / (double)SecondsMeasured;
        output.WriteLine($"{perSecond:0.0} commands/s: {string.Join(", ", asked.Select(command => $"{command.Calls} {command.Name}"))}");
        Assert.InRange(perSecond, 0.1, MaxPerSecond);
    }

    /// <summary>Redis itself lets the time pass, in a read of what never comes.</summary>
    private static Task PassAsync(RedisServer redis, int seconds) =>
        RunAsync(redis, "BLPOP", "nothing", seconds.ToString(CultureInfo.InvariantCulture));

    private static async Task<Dictionary<string, long>> ReadAsync(RedisServer redis) =>
        CallsPattern()
            .Matches(await RunAsync(redis, "INFO", "commandstats"))
            .ToDictionary(
                command => command.Groups["name"].Value,
                command => long.Parse(command.Groups["calls"].ValueSpan, CultureInfo.InvariantCulture)
            );

    private static Task<string> RunAsync(RedisServer redis, params string[] command) =>
        RedisCli.RunAsync(["-p", redis.Port.ToString(CultureInfo.InvariantCulture), .. command]);

    [GeneratedRegex("cmdstat_(?<name>[^:]+):calls=(?<calls>[0-9]+)")]
    private static partial Regex CallsPattern();
}
