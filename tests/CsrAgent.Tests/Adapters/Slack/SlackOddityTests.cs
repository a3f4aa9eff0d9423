using System.Net;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Host;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>Events that are rare but legal, through the real server's process: each is answered once, or not at all.</summary>
[Trait("Category", "Slow")]
public sealed class SlackOddityTests(SlackServer server) : IClassFixture<SlackServer>, IAsyncDisposable
{
    private const string Shop = "C0ODDITY001";
    private const string Mention = $"<@{FakeSlack.BotUser}>";

    private static readonly string Question = CalmQuestions.All[0];

    /// <summary>What may be odd about a person's message: its text, a field of its event, and that field's value.</summary>
    private static readonly Dictionary<string, (string Text, string Field, Func<JsonNode> Value)> Messages = new()
    {
        ["shown in the channel too"] = (Question, "subtype", () => "thread_broadcast"),
        ["of 40,000 characters"] = ($"{Question} {new string('x', 39_900)}", "team", () => FakeSlack.Team),
        ["of as many emoji"] = ($"{Question} {string.Concat(Enumerable.Repeat("\U0001F600", 19_900))}", "team", () => FakeSlack.Team),
        ["right to left"] = ("\u202bמה מחיר המשלוח?\u202c \U0001F9D1\u200D\U0001F680", "team", () => FakeSlack.Team),
        ["with the words in its blocks"] = ("", "blocks", () => RichText(Question)),
        ["of files alone"] = ("", "files", () => new JsonArray(new JsonObject { ["name"] = "lamp.jpg", ["title"] = "lamp" })),
        ["passed on"] = ("", "attachments", () => Shared(Question)),
        ["edited before it is told"] = (Question, "edited", () => new JsonObject { ["user"] = "U0CUSTOMER1" }),
        ["by a guest of another workspace"] = (Question, "user_team", () => "T0OTHER0001"),
        ["to several people"] = ($"<@U0OTHER0001> {Mention} <@U0OTHER0002> {Question}", "team", () => FakeSlack.Team),
        ["with an unclosed mark"] = ($"<{Question} *_~`<!channel> <@", "team", () => FakeSlack.Team),
    };

    private static int _events;

    private readonly string _user = "U" + Guid.NewGuid().ToString("N")[..10].ToUpperInvariant();

    private string Direct => "D" + _user[1..];

    private FakeSlack Slack => server.Slack;

    [Fact]
    public async Task Tell_OddMessage_IsAnsweredOnce()
    {
        var said = Messages.ToDictionary(odd => odd.Key, odd => Slack.Say(_user, Direct, odd.Value.Text));
        await Task.WhenAll(Messages.Select(odd => TellAsync(said[odd.Key], Change(odd.Key))));
        await RepliesAsync(said.Count);
        await Task.WhenAll(Messages.Select(odd => TellAsync(said[odd.Key], Change(odd.Key))));
        await Task.WhenAll(said.Values.Select(odd => TellAsync(Slack.Say(_user, Direct, CalmQuestions.All[2], odd.Ts))));
        await RepliesAsync(2 * said.Count);

        foreach (var (oddity, message) in said)
        {
            var replies = Replies().Count(reply => reply.ThreadTs == message.Ts);
            Assert.True(replies == 2, $"A message {oddity} has {replies - 1} replies");
        }
    }

    /// <summary>The agent reads what the sender's words are, wherever they stand.</summary>
    [Fact]
    public async Task Tell_WordsInBlocksOrPassedOn_AreWhatIsAsked()
    {
        var first = Slack.Say(_user, Direct, "");
        await TellAsync(first, Change("with the words in its blocks"));
        await RepliesAsync(1);
        var second = Slack.Say(_user, Direct, "What is this?", first.Ts);
        await TellAsync(second, happened => happened["attachments"] = Shared("Gift cards & <more>"));
        await RepliesAsync(2);

        Assert.Equal([Question, "What is this?\nGift cards & <more>"], await AskedAsync(first));
    }

    /// <summary>Before, while and after it is answered: an answer stands for what was asked.</summary>
    [Fact]
    public async Task Tell_EditsAndDeletions_AreNotAnswered()
    {
        var said = Slack.Say(_user, Direct, Question);
        await TellAsync(said);
        await TellAsync(said, Edited(said));
        await RepliesAsync(1);
        await TellAsync(said, Edited(said));
        await TellAsync(said, Deleted(said));
        await TellAsync(Slack.Ours[^1], Edited(Slack.Ours[^1]));
        await TellAsync(Slack.Ours[^1], Deleted(Slack.Ours[^1]));
        await TellAsync(Slack.Say(_user, Direct, CalmQuestions.All[3], said.Ts));
        await RepliesAsync(2);

        Assert.Equal([Question, CalmQuestions.All[3]], await AskedAsync(said));
        Assert.Equal(2, Replies().Count);
    }

    /// <summary>Slack Connect: the event comes from the other company's workspace, and names ours among its installs.</summary>
    [Fact]
    public async Task Tell_MentionInASharedChannel_BelongsToOurInstall()
    {
        var said = Slack.Say(_user, Shop, $"{Mention} {Question}");
        var envelope = FakeSlackEvents.Of(said, "app_mention");
        (envelope["team_id"], envelope["is_ext_shared_channel"], envelope["context_team_id"]) = ("T0OTHER0001", true, FakeSlack.Team);

        Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(envelope));
        await Until.TrueAsync(() => Slack.Ours.Any(message => message.ThreadTs == said.Ts), "it is answered");

        var session = new SlackThread(FakeSlack.Team, Shop, said.Ts, _user).ConversationId.Value;
        Assert.Equal(2, (await server.Admin.MessagesAsync(Uri.EscapeDataString(session))).Count);
    }

    /// <summary>Nothing of it does anything, and Slack shows the person that it did not.</summary>
    [Fact]
    public async Task Click_ForgedButton_IsRefused()
    {
        var said = Slack.Say(_user, Direct, Question);
        await TellAsync(said);
        await RepliesAsync(1);
        (string Action, string Value)[] forged =
        [
            (SlackReply.RateAction, "x:turn_1"),
            (SlackReply.RateAction, "up"),
            (SlackReply.RateAction, ""),
            ("csr_x", "esc_1"),
            ("csr_claim", "esc_1"), // Outside the channel for hand-offs.
        ];

        foreach (var (action, value) in forged)
        {
            var click = FakeSlackEvents.Click(_user, Replies()[0], action, value);
            Assert.Equal(HttpStatusCode.BadRequest, await server.Client.PostClickAsync(click));
        }

        const string Refused = "none of the app's buttons does what it asks for";
        await Until.TrueAsync(() => server.Server.Output.Split(Refused).Length == forged.Length + 1, "the log has each");
    }

    public ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Violations);
        return ValueTask.CompletedTask;
    }

    private static JsonArray RichText(string text) =>
        [
            new JsonObject
            {
                ["type"] = "rich_text",
                ["elements"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "rich_text_section",
                        ["elements"] = new JsonArray(
                            new JsonObject { ["type"] = "user", ["user_id"] = FakeSlack.BotUser },
                            new JsonObject { ["type"] = "text", ["text"] = $" {text}" }
                        ),
                    }
                ),
            },
        ];

    private static JsonArray Shared(string text) =>
        [
            new JsonObject { ["title"] = "A preview", ["text"] = "of a link" },
            new JsonObject
            {
                ["is_share"] = true,
                ["author_name"] = "Somebody",
                ["text"] = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
            },
        ];

    private static Action<JsonObject> Change(string oddity) =>
        happened => happened[Messages[oddity].Field] = Messages[oddity].Value();

    private static Action<JsonObject> Edited(FakeSlackMessage message) =>
        happened =>
        {
            (happened["subtype"], happened["hidden"]) = ("message_changed", true);
            HappenInThread(happened, message);
            happened["message"] = new JsonObject { ["user"] = message.User, ["text"] = "Where is my order?", ["ts"] = message.Ts };
            happened["previous_message"] = message.ToJson(withMetadata: false);
        };

    private static Action<JsonObject> Deleted(FakeSlackMessage message) =>
        happened =>
        {
            (happened["subtype"], happened["deleted_ts"]) = ("message_deleted", message.Ts);
            HappenInThread(happened, message);
            happened["previous_message"] = message.ToJson(withMetadata: false);
        };

    /// <summary>It has a time of its own, so that nobody takes it for a repeat of the message.</summary>
    private static void HappenInThread(JsonObject happened, FakeSlackMessage message)
    {
        var ts = $"1764499999.{Interlocked.Increment(ref _events):D6}";
        (happened["ts"], happened["event_ts"]) = (ts, ts);
        happened["thread_ts"] = message.ThreadTs ?? message.Ts;
    }

    /// <summary>What a conversation has of its customer.</summary>
    private async Task<IEnumerable<string?>> AskedAsync(FakeSlackMessage first)
    {
        var session = new SlackThread(FakeSlack.Team, Direct, first.Ts, _user).ConversationId.Value;
        var messages = await server.Admin.MessagesAsync(Uri.EscapeDataString(session));
        return messages.Where(message => message.Text("role") == "customer").Select(message => message.Text("text"));
    }

    private async Task TellAsync(FakeSlackMessage said, Action<JsonObject>? change = null) =>
        Assert.Equal(HttpStatusCode.OK, await server.Client.PostEventAsync(FakeSlackEvents.Of(said, change: change)));

    private List<FakeSlackMessage> Replies() => [.. Slack.Ours.Where(message => message.Channel == Direct)];

    private Task RepliesAsync(int count) => Until.TrueAsync(() => Replies().Count >= count, $"there are {count} replies");
}
