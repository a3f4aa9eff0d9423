using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Tests.Support.Webhooks;

namespace CsrAgent.Tests.Faults;

/// <summary>Several workers with <c>WEBHOOK_EVENTS</c>, of which any may die: each event is sent by one of them.</summary>
[Collection(FaultsCollection.Name)]
public sealed class WebhookWorkersTests
{
    private const int Sessions = 10;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly string _secret = FakeReceiver.NewSecret();

    [Fact]
    public async Task Events_OfThreeWorkers_AreSentOnceEach()
    {
        await using var receiver = await FakeReceiver.StartAsync(_secret);
        var url = await SharedRedis.TakeDatabaseAsync();
        await using var server = await RealServer.StartAsync(Settings(receiver, url));
        await using var second = await RealServer.StartAsync([.. Settings(receiver, url), ("ROLES", "worker")]);
        await using var third = await RealServer.StartAsync([.. Settings(receiver, url), ("ROLES", "worker")]);
        using var client = new ChatClient(server.BaseAddress);

        var turns = await TalkAsync(client, 0);
        await UntilAsync(receiver, 2 * Sessions, Sessions);
        // Nothing is repeated, not even with the same id.
        Assert.Equal(receiver.Received.Count, receiver.Calls);
        await server.StopAsync();
        await second.KillAsync();
        await server.StartAsync();
        await TalkAsync(client, Sessions);
        await UntilAsync(receiver, 4 * Sessions, 2 * Sessions);

        // A process that is killed just after a call may have it repeated by the next.
        Assert.InRange(receiver.Calls - receiver.Received.Count, 0, 1);
        Assert.Equal(4 * Sessions, receiver.Of("message.created").Count);
        Assert.Equal(Sessions, turns.Distinct().Count());
        Assert.Empty(receiver.Violations);
    }

    /// <summary>Questions, and a rating of each answer.</summary>
    private static async Task<List<string>> TalkAsync(ChatClient client, int first)
    {
        var turns = new List<string>();
        for (var i = first; i < first + Sessions; i++)
        {
            var turn = (await client.SayAsync($"w{i}", CalmQuestions.All[i])).Is(200).Text("turn_id")!;
            (await client.PostAsync($"{ChatClient.Chat}/w{i}/feedback", new { turn_id = turn, rating = "up" })).Is(204);
            turns.Add(turn);
        }
        return turns;
    }

    private static Task UntilAsync(FakeReceiver receiver, int messages, int ratings) =>
        Until.TrueAsync(
            () => Task.FromResult(receiver.Of("message.created").Count >= messages && receiver.Of("feedback.received").Count >= ratings),
            Timeout,
            $"{messages} messages and {ratings} ratings are reported",
            TestContext.Current.CancellationToken
        );

    private (string, string)[] Settings(FakeReceiver receiver, string redis) =>
        [
            ("REDIS_URL", redis),
            ("WEBHOOK_URL", receiver.Url),
            ("WEBHOOK_SECRET", _secret),
            ("WEBHOOK_INBOUND_SECRET", FakeReceiver.NewSecret()),
            ("WEBHOOK_ALLOW_PRIVATE", "true"),
            ("WEBHOOK_EVENTS", "true"),
            ("WEBHOOK_TIMEOUT", "2s"),
            ("LEASE_TIME", "1s"),
            ("LOG_LEVEL", "Warning"),
        ];
}
