using System.Text.Json;
using System.Text.Json.Nodes;
using CsrAgent.Adapters.Slack;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Adapters.Slack.Events;
using CsrAgent.Admission;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

public sealed class SlackEventReaderTests
{
    private static readonly SlackIdentity Self = new(FakeSlack.Team, null, FakeSlack.BotUser, FakeSlack.Bot, FakeSlack.App);

    [Theory]
    [InlineData("How do I <https://example.com/reset|reset> it?", "How do I reset (https://example.com/reset) it?")]
    [InlineData("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2")]
    [InlineData("<http://example.com|example.com>", "http://example.com")]
    [InlineData("<@U0AGENT0001> hi &lt;b&gt; &amp;amp;", "hi <b> &amp;")]
    [InlineData("<@U0AGENT0001|support> hi", "hi")]
    [InlineData("<@U0OTHER0001> said so in <#C0SHOP00001|shop>", "@U0OTHER0001 said so in #shop")]
    [InlineData("<mailto:ann@example.com|ann@example.com>", "ann@example.com")]
    [InlineData("<tel:4111111111111111|4111 1111 1111 1111>", "4111 1111 1111 1111 (4111111111111111)")]
    [InlineData("<!here> and <!subteam^S0TEAM00001|@shop> and <!date^1764400000^{date}|today>", "@here and @shop and today")]
    [InlineData("1 < 2 and a |b", "1 < 2 and a |b")]
    [InlineData("<@U0AGENT0001>", "Hello")]
    public void Read_Markup_IsWhatPeopleSee(string text, string shown) =>
        Assert.Equal(shown, Read(happened => happened["text"] = text)!.Text);

    [Theory]
    [InlineData("message_changed")]
    [InlineData("message_deleted")]
    [InlineData("bot_message")]
    [InlineData("channel_join")]
    [InlineData("me_message")]
    [InlineData("message_replied")]
    [InlineData("assistant_app_thread")]
    [InlineData("anything_new")]
    public void Read_OtherSubtypes_AreNoQuestion(string subtype) => Assert.Null(Read(happened => happened["subtype"] = subtype));

    [Theory]
    [InlineData("file_share")]
    [InlineData("thread_broadcast")]
    public void Read_SubtypesOfPeople_AreQuestions(string subtype) => Assert.NotNull(Read(happened => happened["subtype"] = subtype));

    [Fact]
    public void Read_AppsAndItself_AreNoQuestion()
    {
        Assert.Null(Read(happened => happened["bot_id"] = "B0OTHER0001"));
        Assert.Null(Read(happened => happened["user"] = FakeSlack.BotUser));
        Assert.Null(Read(happened => happened["user"] = "USLACKBOT"));
        Assert.Null(Read(happened => happened.Remove("user")));
        Assert.Null(Read(happened => happened["hidden"] = true));
        Assert.Null(Read(happened => happened["type"] = "reaction_added"));
    }

    [Fact]
    public void Read_Files_AreNamed()
    {
        var message = Read(happened =>
        {
            happened["subtype"] = "file_share";
            happened["text"] = "See here";
            happened["files"] = new JsonArray(new JsonObject { ["name"] = "a.png" }, new JsonObject { ["mode"] = "tombstone" });
        });

        Assert.Equal("See here\n[Attached file, not read: a.png]", message!.Text);
    }

    /// <summary>The sender's own words go to a customer, who is not to read what the team said among itself.</summary>
    [Fact]
    public void Read_MessageThatIsPassedOn_IsForTheAgentAndNotAmongTheSendersWords()
    {
        var message = Read(happened => PassOn(happened, "See *here*", "The customer is a *liar*"))!;

        Assert.Equal("See *here*\nThe customer is a *liar*", message.Text);
        Assert.Equal("See **here**", message.OwnText);
        Assert.True(message.HasShared);
    }

    [Fact]
    public void Read_MessageThatIsPassedOnWithoutAWord_HasNoOwnWords()
    {
        var message = Read(happened => PassOn(happened, "", "Where is it?"))!;

        Assert.Equal(("Where is it?", ""), (message.Text, message.OwnText));
    }

    [Theory]
    [InlineData("See here", "<@U0AGENT0001> knows", false)]
    [InlineData("<@U0AGENT0001> see here", "Where is it?", true)]
    public void Read_MentionInAMessageThatIsPassedOn_DoesNotCallTheApp(string own, string shared, bool mentions) =>
        Assert.Equal(mentions, Read(happened => PassOn(happened, own, shared))!.MentionsApp);

    [Fact]
    public void Read_TooLongText_IsCutAndSaysSo()
    {
        var message = Read(happened => happened["text"] = new string('x', 40_000));

        Assert.InRange(message!.Text.Length, 7_900, AdmissionRules.MaxText);
        Assert.EndsWith("was left out.]", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Thread_BelongsToItsRootAndUser()
    {
        var first = Read(_ => { })!;
        var reply = Read(happened => happened["thread_ts"] = "1764400001.000001")!;

        Assert.False(first.IsReply);
        Assert.True(reply.IsReply);
        Assert.Equal("slack:T0TEAM00001:D0CUSTOMER1:bhgeeaaaab.aaaaab:U0CUSTOMER1", reply.Thread.ConversationId.Value);
        Assert.Equal(reply.Thread, SlackThread.Parse(reply.Thread.ConversationId));
    }

    [Theory]
    [InlineData(FakeSlack.Team, FakeSlack.App, true)]
    [InlineData("T0OTHER0001", FakeSlack.App, false)]
    [InlineData(FakeSlack.Team, "A0OTHER0001", false)]
    public void IsMeant_OtherTeamOrApp_IsNotOurs(string team, string app, bool isOurs) =>
        Assert.Equal(isOurs, Self.IsMeant(Parse(FakeSlackEvents.Envelope([], team, app))));

    /// <summary>With a shared channel the outer team may be the sender's; with an enterprise's install only that is named.</summary>
    [Fact]
    public void IsMeant_SharedChannelAndEnterprise_GoByTheInstall()
    {
        var shared = FakeSlackEvents.Envelope([]);
        shared["team_id"] = "T0OTHER0001";
        var grid = FakeSlackEvents.Envelope([], "T0OTHER0001");
        grid["authorizations"]![0]!["enterprise_id"] = "E0GRID00001";

        Assert.True(Self.IsMeant(Parse(shared)));
        Assert.False(Self.IsMeant(Parse(grid)));
        Assert.True((Self with { EnterpriseId = "E0GRID00001" }).IsMeant(Parse(grid)));
    }

    private static void PassOn(JsonObject happened, string own, string shared)
    {
        happened["text"] = own;
        happened["attachments"] = new JsonArray(new JsonObject { ["is_share"] = true, ["text"] = shared });
    }

    private static SlackMessage? Read(Action<JsonObject> change)
    {
        var message = new FakeSlackMessage("D0CUSTOMER1", "1764400009.000009", null, "U0CUSTOMER1", new JsonObject { ["text"] = "Hi" });
        return SlackEventReader.Read(Parse(FakeSlackEvents.Of(message, change: change)), Self);
    }

    private static JsonElement Parse(JsonObject json) => JsonDocument.Parse(json.ToJsonString()).RootElement;

    [Theory]
    [InlineData("*Bold* and _italic_ and ~gone~.", "**Bold** and _italic_ and ~~gone~~.")]
    [InlineData("2*3*4 is 24, `*p*` is code, * is a star", "2*3*4 is 24, `*p*` is code, * is a star")]
    [InlineData("*two words*, *again*", "**two words**, **again**")]
    public void ToMarkdown_SlacksEmphasis_HasTwoSigns(string written, string markdown) =>
        Assert.Equal(markdown, SlackText.ToMarkdown(written));
}
