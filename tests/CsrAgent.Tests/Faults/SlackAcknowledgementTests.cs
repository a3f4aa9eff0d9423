using System.Net;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Faults;

/// <summary>Slack repeats what is not acknowledged within three seconds, and switches off an app that is always late.</summary>
[Collection(FaultsCollection.Name)]
public sealed class SlackAcknowledgementTests(ITestOutputHelper output)
{
    private const int Senders = 10;
    private const int Each = 30;

    [Fact]
    public async Task Tell_WhileTheModelTakesTwentySeconds_IsAcknowledgedAtOnce()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromSeconds(20) };
        await using var slack = await FakeSlack.StartAsync();
        await using var server = await RealServer.StartAsync([
            .. slack.Settings,
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
            ("RATE_LIMIT_PER_USER", "0"),
        ]);
        using var client = new ChatClient(server.BaseAddress);
        await TellAsync(client, slack, 0, 0);

        var times = await Task.WhenAll(Enumerable.Range(1, Senders).Select(sender => TellAllAsync(client, slack, sender)));

        var sorted = times.SelectMany(all => all).Order().ToList();
        var (median, p99) = (sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
        var line = $"Slack, {sorted.Count} events while the model takes 20 s: acknowledged in {median:0} ms, {p99:0} ms at p99";
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.InRange(p99, 0, 500);
        Assert.Empty(slack.Ours);
    }

    private static async Task<List<double>> TellAllAsync(ChatClient client, FakeSlack slack, int sender)
    {
        var times = new List<double>();
        for (var i = 0; i < Each; i++) times.Add(await TellAsync(client, slack, sender, i));
        return times;
    }

    private static async Task<double> TellAsync(ChatClient client, FakeSlack slack, int sender, int number)
    {
        var message = slack.Say($"U0ACK{sender:D2}{number:D3}", $"D0ACK{sender:D2}{number:D3}", CalmQuestions.All[number]);
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, await client.PostEventAsync(FakeSlackEvents.Of(message)));
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }
}
