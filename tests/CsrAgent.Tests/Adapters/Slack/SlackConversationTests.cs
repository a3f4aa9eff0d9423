using System.Net;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>Through the real server's process, judged by what stands in Slack afterwards.</summary>
[Trait("Category", "Slow")]
public sealed class SlackConversationTests(SlackServer server) : IClassFixture<SlackServer>, IAsyncDisposable
{
    private const string Shop = "C0SHOP00001";

    private readonly string _user = "U" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant();

    private string Direct => "D" + _user[1..];

    private FakeSlack Slack => server.Slack;

    [Fact]
    public async Task Talk_TenTurnsInAThread_HasOneReplyPerTurnInOrder()
    {
        FakeSlackMessage? root = null;
        for (var turn = 1; turn <= 10; turn++)
        {
            var said = Slack.Say(_user, Direct, CalmQuestions.All[turn], root?.Ts);
            root ??= said;
            Assert.Equal(HttpStatusCode.OK, await TellAsync(said));
            await RepliesAsync(Direct, turn);
        }

        var thread = Slack.Messages.Where(message => message.Channel == Direct).ToList();
        Assert.Equal(20, thread.Count);
        Assert.All(thread.Index(), entry => Assert.Equal(entry.Index % 2 == 1, entry.Item.IsOurs));
        Assert.All(thread.Skip(1), message => Assert.Equal(root!.Ts, message.ThreadTs));
        var session = new SlackThread(FakeSlack.Team, Direct, root!.Ts, _user).ConversationId.Value;
        var history = await server.Admin.MessagesAsync(Uri.EscapeDataString(session));
        Assert.Equal(20, history.Count);
    }

    /// <summary>Slack tells the same twice, with other event ids: after a lost answer, and as a mention and a channel's message.</summary>
    [Fact]
    public async Task Tell_SameMessageAgain_IsAnsweredOnce()
    {
        var said = Slack.Say(_user, Shop, $"<@{FakeSlack.BotUser}> {CalmQuestions.All[0]}");

        await Task.WhenAll(TellAsync(said, "app_mention"), TellAsync(said), TellAsync(said, "app_mention"), TellAsync(said));
        await RepliesAsync(Shop, 1, said.Ts);
        await TellAsync(said);
        var next = Slack.Say(_user, Shop, CalmQuestions.All[1], said.Ts);
        await TellAsync(next);
        await RepliesAsync(Shop, 2, said.Ts);

        Assert.Equal(2, Replies(Shop, said.Ts).Count);
    }

    [Fact]
    public async Task Tell_OthersInTheThread_AreLeftToTalk()
    {
        var said = Slack.Say(_user, Shop, $"<@{FakeSlack.BotUser}> {CalmQuestions.All[0]}");
        await TellAsync(said, "app_mention");
        await RepliesAsync(Shop, 1, said.Ts);

        await TellAsync(Slack.Say("U0OTHER0001", Shop, CalmQuestions.All[2], said.Ts));
        await TellAsync(Slack.Say("U0OTHER0001", Shop, CalmQuestions.All[3]));
        await TellAsync(Slack.Ours[^1]);
        var mention = Slack.Say("U0OTHER0001", Shop, $"<@{FakeSlack.BotUser}> {CalmQuestions.All[4]}", said.Ts);
        await TellAsync(mention, "app_mention");
        await RepliesAsync(Shop, 2, said.Ts);

        Assert.Contains("U0OTHER0001", (await server.Admin.GetAsync($"{ChatClient.Admin}/conversations")).Body, StringComparison.Ordinal);
        Assert.Equal(2, Replies(Shop, said.Ts).Count);
    }

    [Theory]
    [InlineData("T0OTHER0001", FakeSlack.App)]
    [InlineData(FakeSlack.Team, "A0OTHER0001")]
    public async Task Tell_OtherTeamOrApp_Is401(string team, string app) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await server.Client.PostEventAsync(FakeSlackEvents.Envelope(Happened(), team, app)));

    [Fact]
    public async Task Tell_WithoutSignature_Is401AndLeavesNothing()
    {
        var answer = await server.Client.PostAsync("/webhooks/slack", FakeSlackEvents.Envelope(Happened()));

        Assert.Equal(401, answer.Status);
        Assert.DoesNotContain(_user, (await server.Admin.GetAsync($"{ChatClient.Admin}/conversations")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_Oddities_AreTakenWithoutAnError()
    {
        foreach (var body in (string[])["{}", "[]", "null", "{\"type\":\"event_callback\"}", "{\"type\":\"app_rate_limited\"}"])
        {
            Assert.InRange((int)await server.Client.PostEventTextAsync(body), 200, 401);
        }

        Assert.Equal(HttpStatusCode.BadRequest, await server.Client.PostEventTextAsync("{"));
    }

    [Fact]
    public async Task Send_WhileSlackFails_ArrivesOnceAllTheSame()
    {
        // In a channel, where no answer is streamed. Other tests' answers may still be on their way.
        var said = Slack.Say(_user, Shop, $"<@{FakeSlack.BotUser}> {CalmQuestions.All[5]}");
        var failed = 0;
        Slack.Fault = call =>
            call.Method == "chat.postMessage" && call.Text("thread_ts") == said.Ts && Interlocked.Exchange(ref failed, 1) == 0
                ? FakeSlackFault.ServerErrorAfterwards
                : null;

        await TellAsync(said, "app_mention");
        await Until.TrueAsync(() => Slack.Calls.Any(call => call.Text("ts") == said.Ts), "the agent looks whether it is there");
        var next = Slack.Say(_user, Shop, CalmQuestions.All[6], said.Ts);
        await TellAsync(next);
        await RepliesAsync(Shop, 2, said.Ts);

        Assert.Equal(2, Replies(Shop, said.Ts).Count);
    }

    /// <summary>Else anybody could have replies sent to anybody in Slack, or read on in their conversation.</summary>
    [Theory]
    [InlineData("slack", false)]
    [InlineData("slack", true)]
    [InlineData("slack_handoff", false)]
    [InlineData("slack_handoff", true)]
    [InlineData("web", false)]
    public async Task Post_ToTheApiAsASlackCustomer_IsRefused(string channel, bool isAdmin)
    {
        var said = Slack.Say(_user, Direct, CalmQuestions.All[7]);
        await TellAsync(said);
        await RepliesAsync(Direct, 1);
        var thread = new SlackThread(FakeSlack.Team, Direct, said.Ts, _user);
        foreach (var session in (string?[])[null, thread.ConversationId.Value, "slack:T:D:a:U"])
        {
            var body = new { channel, session_id = session, user_id = thread.UserId, message = "Hello?" };
            var answer = await (isAdmin ? server.Admin : server.Client).PostAsync(ChatClient.Chat, body);
            if (channel == "web" && session is null) Assert.Equal(200, answer.Status);
            else Assert.InRange(answer.Status, 400, 403);
        }

        Assert.Single(Replies(Direct));
    }

    [Fact]
    public async Task Erase_CustomerOfSlack_LeavesNothingHere()
    {
        Slack.Behind = TimeSpan.FromMinutes(1);
        var said = Slack.Say(_user, Direct, CalmQuestions.All[8]);
        Slack.Behind = TimeSpan.Zero;
        await TellAsync(said);
        await RepliesAsync(Direct, 1);
        var customer = Uri.EscapeDataString($"{FakeSlack.Team}:{_user}");
        var place = $"{ChatClient.Admin}/customers/{customer}";
        Assert.Contains(CalmQuestions.All[8], (await server.Admin.GetAsync($"{place}/export")).Is(200).Body, StringComparison.Ordinal);
        (await server.Admin.DeleteAsync(place)).Is(200);

        // Slack tells it again, as it does when our answer was lost.
        Assert.Equal(HttpStatusCode.OK, await TellAsync(said));
        Assert.DoesNotContain(_user, (await server.Admin.GetAsync($"{ChatClient.Admin}/conversations")).Body, StringComparison.Ordinal);
        await TellAsync(Slack.Say(_user, Direct, CalmQuestions.All[9], said.Ts));
        await RepliesAsync(Direct, 2);
        Assert.Equal(HttpStatusCode.OK, await TellAsync(said));
        Assert.DoesNotContain(CalmQuestions.All[8], await HistoryAsync(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_CardsInEachField_AreStoredNowhere()
    {
        const string Card = "4111111111111111";
        var said = Slack.Say(_user, Direct, "My card <tel:4111111111111111|4111 1111 1111 1111> does not work");
        await server.Client.PostEventAsync(
            FakeSlackEvents.Of(
                said,
                change: happened =>
                {
                    happened["files"] = new JsonArray(new JsonObject { ["name"] = $"{Card}.png", ["title"] = Card });
                    happened["client_msg_id"] = Card;
                    happened["subtype"] = "file_share";
                }
            )
        );
        await server.Client.PostEventAsync(FakeSlackEvents.Of(Slack.Say(_user, Direct, "In parts: 4111 1111", said.Ts)));
        await server.Client.PostEventAsync(FakeSlackEvents.Of(Slack.Say(_user, Direct, "1111 1111", said.Ts)));
        await RepliesAsync(Direct, 1, said.Ts);

        await Until.TrueAsync(
            async () => (await HistoryAsync(said)).Contains("[card:", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            "it is stored",
            TestContext.Current.CancellationToken
        );
        var places = Directory
            .EnumerateFiles(server.Server.DataDirectory, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file).Contains(".db", StringComparison.Ordinal))
            .Select(file => (Place: file, Text: Latin1(file)))
            .Append((Place: "the log", Text: server.Server.Output))
            .Append((Place: "what the agent wrote", Text: string.Concat(Slack.Ours.Select(message => message.Json))));
        foreach (var (place, text) in places)
        {
            Assert.False(text.Contains(Card, StringComparison.Ordinal), place);
            Assert.False(text.Contains("4111 1111 1111 1111", StringComparison.Ordinal), place);
        }
    }

    public ValueTask DisposeAsync()
    {
        Slack.Fault = _ => null;
        Assert.Empty(Slack.Violations);
        return ValueTask.CompletedTask;
    }

    private async Task<string> HistoryAsync(FakeSlackMessage said)
    {
        var session = new SlackThread(FakeSlack.Team, Direct, said.Ts, _user).ConversationId.Value;
        return (await server.Admin.HistoryAsync(Uri.EscapeDataString(session))).Body;
    }

    /// <summary>While the server writes to it.</summary>
    private static string Latin1(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return System.Text.Encoding.Latin1.GetString(copy.ToArray());
    }

    private JsonObject Happened() =>
        new()
        {
            ["type"] = "message",
            ["channel_type"] = "im",
            ["channel"] = Direct,
            ["user"] = _user,
            ["ts"] = "1764400000.000001",
            ["text"] = "Hello?",
        };

    private Task<HttpStatusCode> TellAsync(FakeSlackMessage said, string type = "message") =>
        server.Client.PostEventAsync(FakeSlackEvents.Of(said, type));

    private List<FakeSlackMessage> Replies(string channel, string? root = null) =>
        [.. Slack.Ours.Where(message => message.Channel == channel && (root is null || message.ThreadTs == root))];

    private Task RepliesAsync(string channel, int count, string? root = null) =>
        Until.TrueAsync(() => Replies(channel, root).Count >= count, $"there are {count} replies");
}
