using System.Globalization;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>
/// The server dies while it delivers, and the other end misbehaves meanwhile, in each way that is known of its kind; judged by what stands
/// there in the end. CSR_FAULTS=full makes it 500 conversations for each misbehaviour and 20 kills, CSR_FAULTS=50x6 as many as it says;
/// CSR_CHANNELS=Slack,Zendesk leaves the others out. docs/reliability.md has the counts.
/// </summary>
[Collection(FaultsCollection.Name)]
public sealed class ChannelKillTests(ITestOutputHelper output)
{
    private const int Questions = 2;

    private static readonly string? Size = Environment.GetEnvironmentVariable("CSR_FAULTS");
    private static readonly string[]? Chosen = Environment.GetEnvironmentVariable("CSR_CHANNELS")?.Split(',');
    private static readonly bool IsFull = !string.IsNullOrEmpty(Size);
    private static readonly (int Conversations, int Kills) Measure = MeasureOf(Size);
    private static readonly int Conversations = Measure.Conversations;
    private static readonly int Kills = Measure.Kills;
    private static readonly TimeSpan Timeout = IsFull ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(3);

    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMilliseconds(IsFull ? 250 : 20);

    /// <summary>What a killed server leaves leased is due again soon.</summary>
    private static readonly (string, string)[] Settings =
    [
        ("RATE_LIMIT_PER_USER", "0"),
        ("LOG_LEVEL", "Error"),
        ("LEASE_TIME", "1s"),
        // A call that its sender has given up may still be on its way: on a machine that is busy for an hour, for seconds.
        ("DELIVERY_TIMEOUT", IsFull ? "5s" : "1s"),
        ("DELIVERY_ATTEMPTS", "100"),
        ("MAX_ATTEMPTS", "100"),
    ];

    private static readonly Dictionary<string, Func<Task<ChannelEnd>>> Ends = new()
    {
        ["Slack"] = async () => await SlackEnd.StartAsync(),
        ["Slack's sockets"] = async () => await SlackSocketEnd.StartAsync(),
        ["Zendesk"] = async () => await ZendeskEnd.StartAsync(),
        ["webhooks"] = async () => await WebhookEnd.StartAsync(),
    };

    /// <summary>In the short look sockets misbehave without kills, in <c>SlackSocketTests</c>.</summary>
    public static TheoryData<string> Channels =>
        [.. Ends.Keys.Where(name => IsFull ? Chosen is null || Chosen.Contains(name) : name != "Slack's sockets")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Kill_InMidDelivery_Embedded_EachMessageHasOneAnswer(string channel)
    {
        await using var end = await Ends[channel]();
        await using var server = await RealServer.StartAsync([.. end.Settings, .. Settings]);
        end.Connect(server.BaseAddress);

        await RunAsync(end, "SQLite", [server]);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task Kill_InMidDelivery_TwoWorkersOverRedis_EachMessageHasOneAnswer(string channel)
    {
        var redis = await SharedRedis.TakeDatabaseAsync();
        await using var end = await Ends[channel]();
        (string, string)[] settings = [.. end.Settings, .. Settings, ("REDIS_URL", redis)];
        await using var server = await RealServer.StartAsync(settings);
        await using var worker = await RealServer.StartAsync([.. settings, ("ROLES", "worker")]);
        end.Connect(server.BaseAddress);

        await RunAsync(end, "Redis, two workers", [server, worker]);
    }

    private static (int Conversations, int Kills) MeasureOf(string? size) =>
        size switch
        {
            null or "" => (4, 2),
            "full" => (500, 20),
            _ when size.Split('x') is [var conversations, var kills] => (
                int.Parse(conversations, CultureInfo.InvariantCulture),
                int.Parse(kills, CultureInfo.InvariantCulture)
            ),
            _ => throw new InvalidOperationException($"CSR_FAULTS={size} is neither full nor a number of conversations and one of kills."),
        };

    private async Task RunAsync(ChannelEnd end, string store, RealServer[] servers)
    {
        // The short look takes every other one over each store.
        var misbehaviours = end.Misbehaviours.Where((_, number) => IsFull || number % 2 == servers.Length % 2).ToList();
        var (killed, bad) = (0, 0);
        foreach (var (number, misbehaviour) in misbehaviours.Index())
        {
            var conversations = Enumerable.Range(number * Conversations, Conversations).ToList();
            var kills = Kills * (number + 1) / misbehaviours.Count - killed;
            end.Misbehaviour = misbehaviour;
            await AskAsync(end, conversations, 0, [.. Enumerable.Range(killed, kills).Select(kill => servers[kill % servers.Length])]);
            killed += kills;
            // A conversation's answers are delivered in order: once the next one is there, nothing of the first is on its way any more.
            end.Misbehaviour = "none";
            await AskAsync(end, conversations, 1, []);
            bad += await ReportAsync(end, store, misbehaviour, conversations, killed);
        }

        var total =
            $"{end.Name}, kill -9 in mid-delivery, {store}: {killed} kills, {misbehaviours.Count * Conversations * Questions} messages, "
            + $"{end.CountMessages()} of the agent, "
            + $"{bad} conversations in which an answer is missing or there twice";
        Write(total);
        Assert.Equal(Kills, killed);
        Assert.DoesNotContain(misbehaviours, misbehaviour => misbehaviour != "none" && end.TimesOf(misbehaviour) == 0);
        Assert.Equal(0, bad);
        Assert.Empty(end.Violations);
    }

    /// <summary>
    /// Each conversation's next question; done when each has its answer. A server is killed when some have it, and others not.
    /// </summary>
    private static async Task AskAsync(ChannelEnd end, List<int> conversations, int question, RealServer[] victims)
    {
        var said = conversations.ConvertAll(conversation => end.Say(conversation, question));
        var telling = end.TellAsync(said);
        foreach (var (kill, victim) in victims.Index())
        {
            var enough = conversations.Count * (kill + 1) / (victims.Length + 1);
            await UntilAsync(() => Answered(end, conversations, question) >= enough, $"{enough} answers to question {question} are there");
            await victim.KillAsync();
            await victim.StartAsync();
        }
        await telling;
        await UntilAsync(() => Answered(end, conversations, question) == conversations.Count, $"all have an answer to question {question}");
    }

    private static int Answered(ChannelEnd end, List<int> conversations, int question)
    {
        var progress = end.Progress();
        return conversations.Count(conversation => progress.GetValueOrDefault(conversation) > question);
    }

    /// <returns>In how many conversations an answer is missing or there twice.</returns>
    private async Task<int> ReportAsync(ChannelEnd end, string store, string misbehaviour, List<int> conversations, int killed)
    {
        var counts = await end.CountAsync(conversations, Questions);
        var doubled = conversations.Where(conversation => counts[conversation].Doubled > 0).ToList();
        var missing = conversations.Where(conversation => counts[conversation].Missing > 0).ToList();
        var counted =
            $"{conversations.Count * Questions} messages, {counts.Values.Sum(count => count.Doubled)} doubled, "
            + $"{counts.Values.Sum(count => count.Missing)} missing; {killed} kills so far";
        Write($"{end.Name}, {store}, {misbehaviour}: {counted}");
        foreach (var conversation in doubled.Union(missing)) Write($"{conversation}:\n{end.Describe(conversation)}");
        return doubled.Union(missing).Count();
    }

    private void Write(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    /// <summary>Counting thousands of answers takes a while, so it is not done all the time.</summary>
    private static Task UntilAsync(Func<bool> isSo, string what) =>
        Until.TrueAsync(
            async () =>
            {
                if (isSo()) return true;
                await Task.Delay(BetweenCounts, TimeProvider.System, Token);
                return false;
            },
            Timeout,
            what,
            Token
        );
}
