using System.Net;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// The server dies while it delivers to Slack, and Slack misbehaves meanwhile; judged by what stands in Slack in the end.
/// </summary>
[Collection(FaultsCollection.Name)]
public sealed class SlackKillTests(ITestOutputHelper output)
{
    private const int Kills = 5;
    private const int ConversationsPerKill = 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>What a killed server leaves leased is due again soon.</summary>
    private static readonly (string, string)[] Settings =
    [
        ("RATE_LIMIT_PER_USER", "0"),
        ("LOG_LEVEL", "Warning"),
        ("LEASE_TIME", "1s"),
        ("DELIVERY_TIMEOUT", "1s"),
        ("MAX_ATTEMPTS", "100"),
    ];

    private static readonly FakeSlackFault[] Faults =
    [
        FakeSlackFault.SilentAfterwards,
        FakeSlackFault.ServerErrorAfterwards,
        FakeSlackFault.BrokenAfterwards,
        FakeSlackFault.FatalErrorAfterwards,
        FakeSlackFault.RateLimited,
        FakeSlackFault.ServerError,
        FakeSlackFault.NotJson,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_InMidDelivery_Embedded_EachMessageHasOneReply()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var server = await RealServer.StartAsync([.. slack.Settings, .. Settings]);

        await KillAsync(slack, server, "SQLite");
    }

    [Fact]
    public async Task Kill_InMidDelivery_TwoWorkersOverRedis_EachMessageHasOneReply()
    {
        var url = await SharedRedis.TakeDatabaseAsync();
        await using var slack = await FakeSlack.StartAsync();
        await using var server = await RealServer.StartAsync([.. slack.Settings, .. Settings, ("REDIS_URL", url)]);
        await using var other = await RealServer.StartAsync([.. slack.Settings, .. Settings, ("REDIS_URL", url), ("ROLES", "worker")]);

        await KillAsync(slack, server, "Redis");
    }

    private async Task KillAsync(FakeSlack slack, RealServer server, string store)
    {
        using var client = new ChatClient(server.BaseAddress);
        var said = new List<FakeSlackMessage>();
        for (var kill = 0; kill < Kills; kill++)
        {
            slack.Fail("chat.postMessage", Faults);
            var before = slack.Ours.Count;
            var batch = Enumerable.Range(0, ConversationsPerKill).Select(i => Say(slack, kill, i)).ToList();
            said.AddRange(batch);
            var telling = batch.Select(message => TellAsync(client, message)).ToList();
            await Until.TrueAsync(() => slack.Ours.Count > before + kill, "it is in the middle of delivering");
            await server.KillAsync();
            await server.StartAsync();
            await Task.WhenAll(telling);
        }

        await Until.TrueAsync(() => Task.FromResult(said.All(m => RepliesTo(slack, m) > 0)), Timeout, "each has a reply", Token);
        await Task.WhenAll(said.Select(message => TellAsync(client, message)));
        var next = said.ConvertAll(message => slack.Say(message.User, message.Channel, CalmQuestions.All[^1], message.Ts));
        await Task.WhenAll(next.Select(message => TellAsync(client, message)));
        await Until.TrueAsync(() => Task.FromResult(said.All(m => RepliesTo(slack, m) > 1)), Timeout, "and another one", Token);

        var doubled = said.Count(message => RepliesTo(slack, message) > 2);
        var line = $"Slack, kill -9 in mid-delivery, {store}: {Kills} times, {said.Count} conversations, {slack.Ours.Count} replies to "
            + $"{said.Count + next.Count} messages, {doubled} conversations with one too many";
        output.WriteLine(line);
        Console.WriteLine(line);
        Assert.Equal(0, doubled);
        Assert.Equal(said.Count + next.Count, slack.Ours.Count);
        Assert.Empty(slack.Violations);
    }

    private static FakeSlackMessage Say(FakeSlack slack, int kill, int number) =>
        slack.Say($"U0KILL{kill:D2}{number:D3}", $"D0KILL{kill:D2}{number:D3}", CalmQuestions.All[number]);

    private static int RepliesTo(FakeSlack slack, FakeSlackMessage message) => slack.Ours.Count(reply => reply.ThreadTs == message.Ts);

    /// <summary>As Slack does it: again, with another event id, until it is taken.</summary>
    private static async Task TellAsync(ChatClient client, FakeSlackMessage message)
    {
        while (!await IsTakenAsync(client, message)) await Task.Delay(AskAgainAfter, TimeProvider.System, Token);
    }

    private static async Task<bool> IsTakenAsync(ChatClient client, FakeSlackMessage message)
    {
        try
        {
            return await client.PostEventAsync(FakeSlackEvents.Of(message)) == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
