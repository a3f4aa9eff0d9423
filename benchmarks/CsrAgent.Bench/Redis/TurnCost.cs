using System.Net.Http.Json;
using CsrAgent.Bench.Load;
using CsrAgent.Bench.Processes;

namespace CsrAgent.Bench.Redis;

/// <summary>What one turn costs Redis, from the message to the reply.</summary>
/// <param name="Commands">That clients send; what runs inside a script counts as the script.</param>
/// <param name="BytesIn">Sent to Redis.</param>
/// <param name="BytesOut">Sent by Redis.</param>
/// <param name="IdleMemory">Of an idle conversation of 10 messages and 10 replies, in bytes.</param>
internal sealed record TurnCost(double Commands, double BytesIn, double BytesOut, double IdleMemory)
{
    private const int Customers = 32,
        Conversations = 20,
        MessagesEach = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1),
        Measured = TimeSpan.FromSeconds(5);

    public static async Task<TurnCost> MeasureAsync(RedisProcess redis, string url, CancellationToken cancellationToken)
    {
        var (bytesIn, bytesOut) = await BytesAsync(redis, url, cancellationToken);
        return new(
            await CommandsAsync(redis, url, cancellationToken),
            bytesIn,
            bytesOut,
            await IdleMemoryAsync(redis, url, cancellationToken)
        );
    }

    private static async Task<(double In, double Out)> BytesAsync(RedisProcess redis, string url, CancellationToken cancellationToken)
    {
        await using var load = Load(url, "bytes");
        await load.LineAsync(LoadRun.Counting, cancellationToken);
        var before = await redis.BytesAsync();
        await load.LineAsync(LoadRun.Counted, cancellationToken);
        var after = await redis.BytesAsync();
        var replies = LoadReport.Parse(await load.LineAsync("", cancellationToken)).Replies;
        return ((double)(after.In - before.In) / replies, (double)(after.Out - before.Out) / replies);
    }

    /// <summary>Reads along with MONITOR, which shows each command, and those of scripts with a mark.</summary>
    private static async Task<double> CommandsAsync(RedisProcess redis, string url, CancellationToken cancellationToken)
    {
        await using var load = Load(url, "commands");
        await load.LineAsync(LoadRun.Counting, cancellationToken);
        await using var monitor = BenchProcess.Start("redis-cli", ["-p", redis.Port.ToString(BenchTexts.Culture), "MONITOR"], []);
        var commands = await monitor.CountLinesAsync(
            line => line.Contains('[') && !line.Contains(" lua] ", StringComparison.Ordinal),
            load.LineAsync(LoadRun.Counted, cancellationToken)
        );
        return (double)commands / LoadReport.Parse(await load.LineAsync("", cancellationToken)).Replies;
    }

    private static async Task<double> IdleMemoryAsync(RedisProcess redis, string url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        long sum = 0;
        for (var conversation = 0; conversation < Conversations; conversation++)
        {
            var session = string.Create(BenchTexts.Culture, $"idle-{conversation}");
            for (var i = 0; i < MessagesEach; i++)
            {
                var message = new ChatMessage(
                    session,
                    "idle",
                    Questions.For(conversation, 0, i),
                    string.Create(BenchTexts.Culture, $"{session}-{i}")
                );
                using var response = await http.PostAsJsonAsync(new Uri(url), message, BenchJson.Default.ChatMessage, cancellationToken);
                response.EnsureSuccessStatusCode();
            }

            sum += await redis.MemoryOfAsync($":{session}", except: ":watch:");
        }

        return (double)sum / Conversations;
    }

    private static BenchProcess Load(string url, string name) =>
        BenchProcess.StartSelf(
            "load",
            new LoadPlan(url, Customers, TimeSpan.FromMilliseconds(100), TimeSpan.Zero, WarmUp, Measured, false, name).Write()
        );
}
