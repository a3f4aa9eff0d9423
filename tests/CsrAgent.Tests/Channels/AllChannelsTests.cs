using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsrAgent.Adapters.Slack;
using CsrAgent.Tests.Adapters.Slack;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Privacy;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Channels;

/// <summary>A customer who is in all three channels, through the real server's process.</summary>
[Trait("Category", "Slow")]
public sealed partial class AllChannelsTests : IAsyncLifetime
{
    private const string User = "U0CUSTOMER1";
    private const string Direct = "D0CUSTOMER1";
    private const string Mia = "U0MIALANG01";
    private const long Requester = 8;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Within the window of signatures.</summary>
    private static readonly TimeSpan Earlier = TimeSpan.FromMinutes(2);

    private readonly PlantedCards _cards = new(20_261_130);
    private readonly Dictionary<string, string> _fields = [];
    private AllChannelsServer _all = null!;

    private FakeSlack Slack => _all.Slack;

    public async ValueTask InitializeAsync() => _all = await AllChannelsServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Violations);
        Assert.Empty(_all.Zendesk.Violations);
        Assert.Empty(_all.Receiver.Violations);
        await _all.DisposeAsync();
    }

    [Fact]
    public async Task EraseAndExport_OfEachChannel_HaveAllAndLeaveNothing()
    {
        var customers = new Dictionary<string, string>
        {
            [$"{FakeSlack.Team}:{User}"] = "tangerine",
            [$"zendesk:{Requester}"] = "marmalade",
            ["webhook:ann"] = "quincejelly",
        };
        Slack.Behind = Earlier;
        var said = Slack.Say(User, Direct, "How do I return a tangerine? I want to talk to a person about it.");
        await TellAsync(FakeSlackEvents.Of(said));
        var ticket = _all.Zendesk.Open(Requester, "How do I return the marmalade?", subject: "marmalade");
        ticket.Comments[0] = ticket.Comments[0] with { At = FakeZendeskHook.Timestamp(Earlier) };
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        var data = Data("c1", "ann", "Where is my quincejelly?", null);
        Assert.Equal(202, await _all.CallAsync(data, at: Earlier));
        await UntilAsync(() => Slack.Ours.Any(message => message.ThreadTs == said.Ts), "Slack has the answer");
        await UntilAsync(() => _all.Zendesk.Look(ticket, t => t.Answers.Count) > 0, "the ticket has the answer");
        await UntilAsync(() => _all.Receiver.Of("message.created").Count >= 5, "all is reported");
        await UntilAsync(() => Slack.Ours.Any(message => message.Channel == SlackServer.Staff), "people have the hand-off");

        foreach (var (customer, word) in customers)
        {
            var export = (await _all.Admin.GetAsync(PlaceOf(customer) + "/export")).Is(200).Body;
            Assert.All(customers.Values, each => Assert.Equal(each == word, export.Contains(each, StringComparison.Ordinal)));
        }
        foreach (var customer in customers.Keys) (await _all.Admin.DeleteAsync(PlaceOf(customer))).Is(200);
        foreach (var customer in customers.Keys) (await _all.Admin.GetAsync(PlaceOf(customer) + "/export")).Is(404);
        // What was not acknowledged in time comes again, and a trigger makes the server read the ticket.
        await TellAsync(FakeSlackEvents.Of(said));
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        ticket.Comments.RemoveAll(comment => comment.AuthorId != Requester);
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Triggered(ticket)));
        Assert.Equal(200, await _all.CallAsync((JsonObject)data.DeepClone(), at: Earlier));
        foreach (var customer in customers.Keys) (await _all.Admin.GetAsync(PlaceOf(customer) + "/export")).Is(404);
        await _all.Server.StopAsync();

        string[] traces = [.. customers.Values, User, Direct, $"zendesk:{ticket.Id}:", "webhook:ann", "webhook:c1"];
        foreach (var (place, text) in _all.Kept())
        {
            Assert.All(traces, trace => Assert.False(text.Contains(trace, StringComparison.Ordinal), $"{trace} is in {place}"));
        }
    }

    [Fact]
    public async Task Cards_InEveryField_AreFoundNowhere()
    {
        Slack.People[Mia] = $"Mia {Card("name of a person in Slack")}";
        _all.Zendesk.PersonsName = $"Anna {Card("name of a person in Zendesk")}";
        var thread = await PlantInSlackAsync();
        await PlantInZendeskAsync();
        await PlantInWebhooksAsync();
        await PlantByPeopleAsync(thread);
        var places = new List<(string Place, string Text)>
        {
            ("metrics", (await _all.Client.GetAsync("/metrics")).Body),
            ("health", (await _all.Client.GetAsync("/health/ready")).Body),
        };
        foreach (var list in (string[])["conversations", "escalations", "audit", "dead-letters", "knowledge-base/gaps"])
        {
            places.Add((list, (await _all.Admin.GetAsync($"{ChatClient.Admin}/{list}")).Is(200).Body));
        }
        await _all.Server.StopAsync();

        places.AddRange([.. _all.Kept(), .. _all.Told()]);
        Assert.Contains(places, place => place.Text.Contains("[card:tok_", StringComparison.Ordinal));
        Assert.InRange(_fields.Count, 30, 100);
        foreach (var (place, text) in places)
        {
            var digits = NoDigits().Replace(text, "");
            Assert.All(
                _fields,
                card => Assert.False(digits.Contains(card.Key, StringComparison.Ordinal), $"The {card.Value} is in {place}")
            );
        }
    }

    private async Task<FakeSlackMessage> PlantInSlackAsync()
    {
        var said = Slack.Say(
            User,
            Direct,
            $"My card <tel:{Card("telephone number in Slack")}|{Card("label in Slack")}> is lost. A person, please!"
        );
        await TellAsync(FakeSlackEvents.Of(said, change: Fill));
        var envelope = FakeSlackEvents.Of(Slack.Say(User, Direct, "Is anybody there?", said.Ts));
        foreach (var field in (string[])["event_id", "event_context", "token"]) envelope[field] = Card($"{field} of Slack's envelope");
        await TellAsync(envelope);
        var edit = FakeSlackEvents.Of(said, change: happened => happened["subtype"] = "message_changed");
        edit["event"]!["message"] = new JsonObject { ["text"] = Card("edited message in Slack") };
        await TellAsync(edit);
        await TellAsync(FakeSlackEvents.Reaction(User, said, Card("reaction in Slack")));
        await TellAsync(
            FakeSlackEvents.Envelope(
                new()
                {
                    ["type"] = "app_home_opened",
                    ["tab"] = "messages",
                    ["context"] = Card("context in Slack"),
                }
            )
        );
        await TellAsync(FakeSlackEvents.Envelope(new() { ["type"] = Card("event type in Slack") }));
        await UntilAsync(() => Slack.Ours.Any(message => message.ThreadTs == said.Ts), "Slack has the answer");
        await UntilAsync(
            () => Slack.Ours.Any(message => message is { Channel: SlackServer.Staff, ThreadTs: null }),
            "people have the hand-off"
        );
        var reply = Slack.Ours.First(message => message.ThreadTs == said.Ts);
        var click = FakeSlackEvents.Click(User, reply, SlackReply.RateAction, $"up:{Card("value of a click")}");
        foreach (var field in (string[])["response_url", "trigger_id"]) click[field] = Card($"{field} of a click");
        await _all.Client.PostClickAsync(click);
        await _all.Client.PostClickAsync(FakeSlackEvents.Click(User, reply, Card("action of a click"), "x"));
        return Slack.Ours.First(message => message is { Channel: SlackServer.Staff, ThreadTs: null });
    }

    private void Fill(JsonObject happened)
    {
        happened["subtype"] = "file_share";
        happened["client_msg_id"] = Card("client_msg_id in Slack");
        happened["files"] = new JsonArray(
            new JsonObject { ["name"] = $"{Card("file's name in Slack")}.png", ["title"] = Card("file's title in Slack") },
            new JsonObject { ["title"] = Card("nameless file's title in Slack") }
        );
        happened["blocks"] = new JsonArray(new JsonObject { ["type"] = "rich_text", ["text"] = Card("block in Slack") });
        happened["attachments"] = new JsonArray(new JsonObject { ["text"] = Card("attachment in Slack") });
        happened["metadata"] = new JsonObject
        {
            ["event_type"] = "x",
            ["event_payload"] = new JsonObject { ["x"] = Card("metadata in Slack") },
        };
        happened["app_context"] = new JsonObject { ["entities"] = new JsonArray(Card("app_context in Slack")) };
    }

    private async Task PlantInZendeskAsync()
    {
        var zendesk = _all.Zendesk;
        var text = $"My card is {Card("comment in Zendesk")}, how do I reset my password?";
        var first = zendesk.Open(Requester, text, $"Card {Card("subject in Zendesk")}", $"{Card("file's name in Zendesk")}.png");
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Triggered(first)));
        var second = zendesk.Open(9, "I want to talk to a person, please.");
        var hook = FakeZendeskHook.Commented(second, second.Comments[0]);
        var (detail, comment) = (hook["detail"]!, hook["event"]!["comment"]!);
        detail["tags"] = new JsonArray(Card("tag in Zendesk"));
        foreach (var field in (string[])["external_id", "subject", "description", "priority", "custom_status"])
        {
            detail[field] = Card($"{field} in Zendesk");
        }
        detail["via"] = new JsonObject { ["channel"] = Card("via in Zendesk") };
        comment["author"]!["name"] = $"Ann {Card("author in Zendesk")}";
        hook["id"] = Card("event id in Zendesk");
        hook["subject"] = $"zen:ticket:{Card("subject of an event of Zendesk")}";
        Assert.Equal(200, await _all.HookAsync(hook));
        Assert.Equal(
            200,
            await _all.HookAsync(new() { ["ticket_id"] = Card("ticket of a trigger"), ["status"] = Card("status of a trigger") })
        );
        await UntilAsync(
            () => zendesk.Look(first, t => t.Answers.Count) > 0 && zendesk.Look(second, t => t.Answers.Count) > 0,
            "they are answered"
        );
        var note = zendesk.Comment(second, FakeZendesk.Anna, $"Is it {Card("note in Zendesk")}?", isPublic: false);
        var answer = zendesk.Comment(second, FakeZendesk.Anna, $"It is {Card("person's comment in Zendesk")}.");
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Commented(second, note)));
        Assert.Equal(200, await _all.HookAsync(FakeZendeskHook.Commented(second, answer)));
    }

    private async Task PlantInWebhooksAsync()
    {
        var metadata = new JsonObject { [Card("metadata's key")] = Card("metadata's value"), ["order"] = Card("order in metadata") };
        var message = $"Is {Card("message of a webhook")} charged? A person, please!";
        Assert.Equal(202, await _all.CallAsync(Data("c1", "ann", message, "m1", metadata)));
        Assert.Equal(400, await _all.CallAsync(Data(Card("conversation of a webhook"), "ann", "Hello", "m1")));
        Assert.Equal(400, await _all.CallAsync(Data("c2", Card("user of a webhook"), "Hello", "m1")));
        Assert.Equal(400, await _all.CallAsync(Data("c2", "ann", "Hello", Card("message_id of a webhook"))));
        Assert.Equal(400, await _all.CallAsync(Data("c2", "ann", "Hello", null), id: Card("webhook-id")));
        await UntilAsync(() => _all.Receiver.Of("conversation.escalated").Count >= 3, "the hand-offs are reported");
    }

    /// <summary>Into the thread of a hand-off, and into a rating.</summary>
    private async Task PlantByPeopleAsync(FakeSlackMessage root)
    {
        await TellAsync(FakeSlackEvents.Of(Slack.Say(Mia, root.Channel, $"Is it {Card("person's words in Slack")}?", root.Ts)));
        await TellAsync(FakeSlackEvents.Of(Slack.Say(Mia, root.Channel, $"!{Card("command in Slack")}", root.Ts)));
        var session = Slack.Messages.First(message => message.Channel == Direct).Ts;
        var id = Uri.EscapeDataString(new SlackThread(FakeSlack.Team, Direct, session, User).ConversationId.Value);
        var turn = (await _all.Admin.MessagesAsync(id)).First(message => message.GetProperty("role").GetString() == "agent");
        var rating = new
        {
            turn_id = turn.GetProperty("turn_id").GetString(),
            rating = "down",
            comment = $"Never {Card("comment of a rating")}",
        };
        (await _all.Admin.PostAsync($"{ChatClient.Chat}/{id}/feedback", rating)).Is(204);
        await UntilAsync(() => _all.Receiver.Of("feedback.received").Count == 1, "the rating is reported");
    }

    private static JsonObject Data(string conversation, string user, string message, string? id, JsonObject? metadata = null)
    {
        var data = new JsonObject
        {
            ["conversation_id"] = conversation,
            ["user_id"] = user,
            ["message"] = message,
        };
        if (id is not null) data["message_id"] = id;
        if (metadata is not null) data["metadata"] = metadata;
        return data;
    }

    /// <summary>Another one for each field, so that one that is found says where it came from.</summary>
    private string Card(string field)
    {
        var number = _cards.NextPlain().Number;
        _fields[number] = field;
        return number;
    }

    private static string PlaceOf(string customer) => $"{ChatClient.Admin}/customers/{Uri.EscapeDataString(customer)}";

    private static Task UntilAsync(Func<bool> condition, string what) =>
        Until.TrueAsync(() => Task.FromResult(condition()), Timeout, what, TestContext.Current.CancellationToken);

    private async Task TellAsync(JsonObject envelope) => Assert.Equal(HttpStatusCode.OK, await _all.Client.PostEventAsync(envelope));

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigits();
}
