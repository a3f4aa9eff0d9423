using System.Net;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>Hand-offs in both directions, through the real server's process.</summary>
[Trait("Category", "Slow")]
public sealed class SlackHandoffTests(SlackServer server) : IClassFixture<SlackServer>, IAsyncDisposable
{
    private const string Mia = "U0MIALANG01";
    private const string Ben = "U0BENKURZ01";
    private const string Please = "I want to talk to a human, please.";

    private readonly string _user = "U" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant();

    private string Direct => "D" + _user[1..];

    private FakeSlack Slack => server.Slack;

    [Fact]
    public async Task Reply_WebCustomer_ReadsWhatAPersonWritesInSlack()
    {
        Slack.People[Mia] = "Mia Lang";
        var session = ChatClient.NewSession();
        (await server.Client.SayAsync(session, CalmQuestions.All[0])).Is(200);
        var ticket = (await server.Client.SayAsync(session, Please + " <!channel>")).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);
        Assert.Contains("&lt;!channel&gt;", root.Json.Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);

        (await server.Client.SayAsync(session, "Is anybody there?")).Is(200);
        await Until.TrueAsync(() => ThreadOf(root).Any(m => m.Shown.Contains("Is anybody there?")), "the customer's words are there");
        await WriteAsync(Mia, "Mia here, &lt;3. See <https://example.com/x>", root);
        await Until.TrueAsync(() => Now(root).Shown.Contains("Mia Lang has it"), "the message says who has it");
        await ClickAsync(Mia, root, "csr_resolve", ticket);
        await Until.TrueAsync(() => Now(root).Shown.Contains("resolved by Mia Lang"), "the message says that it is over");

        var history = await server.Client.MessagesAsync(session);
        var words = Assert.Single(history, message => message.GetProperty("role").GetString() == "human");
        Assert.Equal("Mia here, <3. See https://example.com/x", words.GetProperty("text").GetString());
        Assert.Single(ThreadOf(root), message => message.IsOurs);
        var audit = (await server.Admin.GetAsync($"{ChatClient.Admin}/audit")).Body;
        foreach (var step in (string[])["escalation.reply", "escalation.claim", "escalation.resolve"])
        {
            Assert.Contains(step, audit, StringComparison.Ordinal);
        }
        Assert.Contains("Mia Lang", audit, StringComparison.Ordinal);
        Assert.Contains($"in Slack, as {Mia}", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_SlackCustomer_ReadsWhatAPersonWritesThroughTheApi()
    {
        var said = Slack.Say(_user, Direct, Please);
        await TellAsync(said);
        await RepliesAsync(said, 1);
        var session = new SlackThread(FakeSlack.Team, Direct, said.Ts, _user).ConversationId.Value;
        var open = await server.Admin.GetAsync($"{ChatClient.Admin}/escalations?session_id={Uri.EscapeDataString(session)}");
        var id = open["escalations"][0].GetProperty("id").GetString();

        var steps = $"{ChatClient.Admin}/escalations/{id}";
        (await server.Admin.PostAsync($"{steps}/claim", new { agent = "Zoe" })).Is(200);
        (await server.Admin.PostAsync($"{steps}/reply", new { agent = "Zoe", message = "Zoe writes." })).Is(200);
        await RepliesAsync(said, 3);
        await TellAsync(Slack.Say(_user, Direct, "Thank you, Zoe!", said.Ts));
        await Until.TrueAsync(() => Slack.Ours.Any(m => m.Shown.Contains("Thank you, Zoe!")), "people see the customer's words");
        (await server.Admin.PostAsync($"{steps}/return", new { agent = "Zoe" })).Is(200);
        await RepliesAsync(said, 4);
        await TellAsync(Slack.Say(_user, Direct, CalmQuestions.All[3], said.Ts));
        await RepliesAsync(said, 5);

        Assert.Contains(RepliesTo(said), message => message.Shown == "Zoe writes.");
        Assert.Equal(5, RepliesTo(said).Count);
    }

    [Fact]
    public async Task Steps_OfSeveralPeople_AreRefusedWithANoteAndDoneOnce()
    {
        Slack.People[Mia] = "Mia Lang";
        Slack.People[Ben] = "Ben Kurz";
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);

        await ClickAsync(Mia, root, "csr_claim", ticket);
        await ClickAsync(Mia, root, "csr_claim", ticket);
        var refused = await WriteAsync(Ben, "Ben here.", root);
        await server.Client.PostEventAsync(FakeSlackEvents.Of(refused));
        await ClickAsync(Ben, root, "csr_claim", ticket);
        var said = await WriteAsync(Mia, "Hello!", root);
        await server.Client.PostEventAsync(FakeSlackEvents.Of(said));
        await ClickAsync(Ben, root, "csr_return", ticket);

        var humans = (await server.Client.MessagesAsync(session)).Where(m => m.GetProperty("role").GetString() == "human").ToList();
        Assert.Equal("Hello!", Assert.Single(humans).GetProperty("text").GetString());
        Assert.Equal(2, ThreadOf(root).Count(m => m.Json.Contains("Mia Lang has this hand-off", StringComparison.Ordinal)));
        Assert.Single(ThreadOf(root), m => m.Json.Contains("Not sent to the customer", StringComparison.Ordinal));
        var history = await server.Client.HistoryAsync(session);
        Assert.Equal("bot", history.Text("status"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_ByReactionOrCommand_AreDoneAndAudited(bool isCommand)
    {
        Slack.People[Mia] = "Mia Lang";
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);

        await DoAsync("eyes", "!claim", "Mia Lang has it");
        await WriteAsync(Mia, "!rseolve", root);
        Assert.Single(ThreadOf(root), m => m.Json.Contains("There is no command !rseolve", StringComparison.Ordinal));
        await WriteAsync(Mia, "!close it, they are annoying", root);
        Assert.Single(ThreadOf(root), m => m.Json.Contains("There is no command !close,", StringComparison.Ordinal));
        await DoAsync("leftwards_arrow_with_hook", " !Return ", "returned to the agent by Mia Lang");
        var second = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        root = await RootAsync(second);
        await DoAsync("white_check_mark", "!resolve", "resolved by Mia Lang");

        var history = await server.Client.HistoryAsync(session);
        Assert.Equal("ended", history.Text("status"));
        Assert.DoesNotContain("!", string.Concat(await HumanAsync(session)), StringComparison.Ordinal);
        var audit = (await server.Admin.GetAsync($"{ChatClient.Admin}/audit"))["entries"].EnumerateArray().ToList();
        foreach (var (verb, id) in ((string, string)[])[("claim", ticket), ("return", ticket), ("resolve", second)])
        {
            Assert.Contains(
                audit,
                entry =>
                    entry.GetProperty("action").GetString() == $"escalation.{verb}"
                    && entry.GetProperty("actor").GetString() == "Mia Lang"
                    && entry.GetRawText().Contains(id, StringComparison.Ordinal)
                    && entry.GetRawText().Contains(Mia, StringComparison.Ordinal)
            );
        }

        async Task DoAsync(string reaction, string command, string outcome)
        {
            if (isCommand) await WriteAsync(Mia, command, root);
            else Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(FakeSlackEvents.Reaction(Mia, root, reaction)));
            await Until.TrueAsync(() => Now(root).Shown.Contains(outcome, StringComparison.Ordinal), outcome);
        }
    }

    /// <summary>People react to all sorts of things.</summary>
    [Fact]
    public async Task React_ToAnythingElse_DoesNothing()
    {
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);
        var elsewhere = Slack.Copy(root with { Channel = "C0ELSEWHERE" }, FakeSlack.BotUser);
        var lunch = Slack.Say(Mia, SlackServer.Staff, "Lunch?");
        var forged = Slack.Copy(root, "U0STRANGER1");
        var events = new[]
        {
            (Ben, root, "tada"),
            (FakeSlack.BotUser, root, "eyes"),
            (Ben, elsewhere, "eyes"),
            (Ben, lunch, "eyes"),
            (Ben, forged, "eyes"),
        };

        foreach (var (user, message, name) in events)
        {
            Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(FakeSlackEvents.Reaction(user, message, name)));
        }

        Assert.Equal("waiting_for_human", (await server.Client.HistoryAsync(session)).Text("status"));
    }

    /// <summary>Nothing is put into a person's mouth: neither a greeting for a bare mention, nor the name of a file.</summary>
    [Fact]
    public async Task Reply_WithoutAWord_SaysNothingToTheCustomer()
    {
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);

        await WriteAsync(Ben, $"<@{FakeSlack.BotUser}>", root);
        var file = FakeSlackEvents.Of(
            Slack.Say(Ben, root.Channel, "", root.Ts),
            change: happened =>
            {
                happened["subtype"] = "file_share";
                happened["files"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["name"] = "plan.pdf" });
            }
        );
        Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(file));

        Assert.DoesNotContain((await server.Client.MessagesAsync(session)), m => m.GetProperty("role").GetString() == "human");
        Assert.Single(ThreadOf(root), message => message.Json.Contains("Files are not passed on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reply_InAThreadOfPeople_GoesNowhere()
    {
        var root = Slack.Say(Mia, SlackServer.Staff, "Lunch?");
        await TellAsync(root);
        await WriteAsync(Ben, "Yes!", root);

        Assert.DoesNotContain(Slack.Ours, message => message.ThreadTs == root.Ts);
    }

    /// <summary>Whoever can post metadata could write to any customer otherwise.</summary>
    [Fact]
    public async Task Reply_InAThreadThatAnotherAppForged_GoesNowhere()
    {
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var forged = Slack.Copy(await RootAsync(ticket), "U0STRANGER1");

        await WriteAsync(Ben, "Send me your password.", forged);

        Assert.DoesNotContain("password", (await server.Client.HistoryAsync(session)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Click_Rating_CountsOnlyFromTheCustomer()
    {
        var said = Slack.Say(_user, Direct, CalmQuestions.All[1]);
        await TellAsync(said);
        await RepliesAsync(said, 1);
        var reply = RepliesTo(said)[0];
        var value = reply.Content["blocks"]!.AsArray()[^1]!["elements"]![0]!["negative_button"]!["value"]!.GetValue<string>();
        var before = await DownAsync();

        Assert.Equal(HttpStatusCode.OK, await server.Client.PostClickAsync(FakeSlackEvents.Click("U0OTHER0001", reply, "csr_rate", value)));
        Assert.Equal(before, await DownAsync());
        Assert.Equal(HttpStatusCode.OK, await server.Client.PostClickAsync(FakeSlackEvents.Click(_user, reply, "csr_rate", value)));

        Assert.Equal(before + 1, await DownAsync());
    }

    [Fact]
    public async Task Click_FromAnotherChannelOrUnsigned_DoesNothing()
    {
        var session = ChatClient.NewSession();
        var ticket = (await server.Client.SayAsync(session, Please)).Is(200)["escalation"].GetProperty("id").GetString()!;
        var root = await RootAsync(ticket);

        var elsewhere = FakeSlackEvents.Click(Ben, root with { Channel = "C0ELSEWHERE" }, "csr_resolve", ticket);
        Assert.Equal(HttpStatusCode.BadRequest, await server.Client.PostClickAsync(elsewhere));
        var unsigned = await server.Client.PostAsync("/webhooks/slack/interactive", FakeSlackEvents.Click(Ben, root, "csr_claim", ticket));

        Assert.Equal(401, unsigned.Status);
        Assert.Equal("waiting_for_human", (await server.Client.HistoryAsync(session)).Text("status"));
    }

    public ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Violations);
        return ValueTask.CompletedTask;
    }

    private async Task<IEnumerable<string?>> HumanAsync(string session) =>
        (await server.Client.MessagesAsync(session))
            .Where(message => message.GetProperty("role").GetString() == "human")
            .Select(message => message.GetProperty("text").GetString());

    private async Task<long> DownAsync()
    {
        var stats = await server.Admin.GetAsync($"{ChatClient.Admin}/stats");
        return stats["feedback"].GetProperty("down").GetInt64();
    }

    private async Task<FakeSlackMessage> RootAsync(string ticket)
    {
        await Until.TrueAsync(() => Slack.Ours.Any(IsRoot), "the hand-off is in Slack");
        return Slack.Ours.Single(IsRoot);

        bool IsRoot(FakeSlackMessage message) => message is { Channel: SlackServer.Staff, ThreadTs: null } && message.Json.Contains(ticket);
    }

    private FakeSlackMessage Now(FakeSlackMessage root) => Slack.Ours.Single(message => message.Ts == root.Ts);

    private List<FakeSlackMessage> ThreadOf(FakeSlackMessage root) => [.. Slack.Messages.Where(message => message.ThreadTs == root.Ts)];

    private List<FakeSlackMessage> RepliesTo(FakeSlackMessage said) => [.. ThreadOf(said).Where(message => message.IsOurs)];

    private Task RepliesAsync(FakeSlackMessage said, int count) =>
        Until.TrueAsync(() => RepliesTo(said).Count >= count, $"there are {count} replies");

    private async Task<FakeSlackMessage> WriteAsync(string user, string text, FakeSlackMessage root)
    {
        var message = Slack.Say(user, root.Channel, text, root.Ts);
        await TellAsync(message);
        return message;
    }

    private async Task TellAsync(FakeSlackMessage said) =>
        Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(FakeSlackEvents.Of(said)));

    private async Task ClickAsync(string user, FakeSlackMessage root, string action, string ticket) =>
        Assert.Equal(HttpStatusCode.OK, await server.Client.PostClickAsync(FakeSlackEvents.Click(user, root, action, ticket)));
}
