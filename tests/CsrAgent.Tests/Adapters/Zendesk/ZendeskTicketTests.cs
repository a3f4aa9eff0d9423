using System.Text.Json.Nodes;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>Tickets from webhook to comment, through the whole server: what a customer, a person and Zendesk itself may do.</summary>
public sealed class ZendeskTicketTests : IAsyncLifetime
{
    private const string Question = "How do I reset my password?";

    private ZendeskServer _server = null!;

    private FakeZendesk Zendesk => _server.Zendesk;

    public async ValueTask InitializeAsync() => _server = await ZendeskServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Zendesk.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Event_CustomersComment_IsAnsweredOnceInItsTicket()
    {
        var ticket = Zendesk.Open(8, Question);
        var event1 = FakeZendeskHook.Commented(ticket, ticket.Comments[0]);

        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(event1)));
        await _server.AnswersAsync(ticket, 1);
        // Delivered again, with another id of its own, and by a trigger, too.
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]))));
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));
        await SettleAsync(ticket);

        var answer = Assert.Single(Zendesk.Look(ticket, t => t.Answers));
        Assert.Contains("Forgot password?", answer.Text, StringComparison.Ordinal);
        Assert.Contains("<", answer.Text, StringComparison.Ordinal);
        Assert.Equal("pending", ticket.Status);
        Assert.Contains("ai_answered", ticket.Tags);
    }

    [Fact]
    public async Task Trigger_NewTicket_IsReadAndAnswered()
    {
        var ticket = Zendesk.Open(8, "Please help.", subject: "Reset my password", "screen.png");

        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));

        await _server.AnswersAsync(ticket, 1);
        Assert.Contains("Forgot password?", ticket.Answers[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_TicketCreated_IsTheSameMessageAsItsFirstComment()
    {
        var ticket = Zendesk.Open(8, Question);

        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Event("created", ticket))));
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]))));
        await _server.AnswersAsync(ticket, 1);
        await SettleAsync(ticket);

        Assert.Single(ticket.Answers);
    }

    /// <summary>A trigger that fires on every change, ours included, and an event subscription beside it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OwnComment_FromATriggerThatFiresOnEverything_IsNotAnswered(bool knowsItself)
    {
        if (!knowsItself) Zendesk.OwnUser = null;
        var ticket = Zendesk.Open(8, Question);
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket)));
        await _server.AnswersAsync(ticket, 1);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));
            Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Answers[0]))));
        }
        await SettleAsync(ticket);

        Assert.Single(ticket.Answers);
        Assert.Empty(ticket.Notes);
        // Nor does it count as a person's: the next question is answered.
        await _server.SayAsync(ticket, "What does delivery cost?");
        await _server.AnswersAsync(ticket, 2);
    }

    [Fact]
    public async Task Comment_OfSomebodyOnCopyOrANote_IsLeftAlone()
    {
        var ticket = Zendesk.Open(8, Question);
        await _server.SayAsync(ticket, "It is urgent.");
        await _server.AnswersAsync(ticket, 1);
        var answered = ticket.Answers.Count;

        var other = Zendesk.Comment(ticket, 9, "Me too, what is Ann's address?");
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, other))));
        var note = Zendesk.Comment(ticket, FakeZendesk.Anna, "Look into this.", isPublic: false);
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, note))));
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));
        await SettleAsync(ticket);

        Assert.Equal(answered, ticket.Answers.Count);
    }

    [Fact]
    public async Task Handoff_CustomerAsksForAPerson_IsANoteWithTagsPriorityAndStatus()
    {
        var ticket = Zendesk.Open(8, "I want to talk to a human agent, please.");

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await SettleAsync(ticket, t => t.Notes.Count > 0 && t.Tags.Contains("ai_handed_over"));

        Assert.Single(ticket.Answers);
        var note = Assert.Single(ticket.Notes);
        Assert.Contains("the customer asked for a person", note.Text, StringComparison.Ordinal);
        Assert.Equal(("open", "normal"), (ticket.Status, ticket.Priority));
        Assert.Contains("ai_handed_over_customer_request", ticket.Tags);
        // The customer writes on: a person will read it.
        await _server.SayAsync(ticket, "Are you there?");
        await SettleAsync(ticket);
        Assert.Single(ticket.Answers);
        Assert.Single(ticket.Notes);
    }

    [Fact]
    public async Task Takeover_PersonAnswersTheCustomer_AgentIsSilentUntilTheTicketIsSolved()
    {
        var ticket = Zendesk.Open(8, Question);
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.AnswersAsync(ticket, 1);

        var human = Zendesk.Comment(ticket, FakeZendesk.Anna, "Hi, this is Anna. Let me look.");
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, human))));
        await _server.SayAsync(ticket, "What does delivery cost?");
        await SettleAsync(ticket);
        Assert.Single(ticket.Answers);

        Zendesk.Change(ticket, t => t.Status = "solved");
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Event("status_changed", ticket))));
        await _server.SayAsync(ticket, "How long does a refund take?");
        await _server.AnswersAsync(ticket, 2);
        await SettleAsync(ticket);
        Assert.Equal(2, ticket.Answers.Count);
    }

    [Fact]
    public async Task Assigned_TicketOfAPersonThatTheAgentHasNotBegun_IsLeftAlone()
    {
        var ticket = Zendesk.Open(8, Question);
        Zendesk.Change(ticket, t => t.AssigneeId = FakeZendesk.Anna);

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket)));
        await SettleAsync(ticket);

        Assert.Empty(ticket.Answers);
    }

    [Fact]
    public async Task Loop_OtherSideAnswersEveryAnswer_EndsWithAHandOffInTheTicket()
    {
        var ticket = Zendesk.Open(8, Question);
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        for (var round = 1; Zendesk.Look(ticket, t => t.Notes.Count) == 0; round++)
        {
            Assert.InRange(round, 1, 12);
            await SettleAsync(ticket, t => t.Answers.Count >= round || t.Notes.Count > 0);
            await _server.SayAsync(ticket, $"Automatic reply {round}: how do I reset my password for account {round}?");
            await SettleAsync(ticket);
        }

        Assert.Contains("Loop stopped", Assert.Single(ticket.Notes).Text, StringComparison.Ordinal);
        Assert.Equal("open", ticket.Status);
        var answers = ticket.Answers.Count;
        await _server.SayAsync(ticket, "Automatic reply: I am away.");
        await SettleAsync(ticket);
        Assert.Equal(answers, ticket.Answers.Count);
    }

    [Fact]
    public async Task Closed_BeforeTheAnswerCame_GetsAFollowUp()
    {
        var ticket = Zendesk.Open(8, Question);
        var call = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        Zendesk.Change(ticket, t => t.Status = "closed");

        Assert.Equal(200, await _server.CallAsync(call));
        await Faults.Until.TrueAsync(() => Zendesk.Tickets.Count == 2, "there is a follow-up");

        var followUp = Zendesk.Tickets[^1];
        Assert.Equal((ticket.Id, 8L), (followUp.FollowsUp, followUp.RequesterId));
        Assert.Single(followUp.Answers);
    }

    [Fact]
    public async Task Reconcile_LostWebhook_IsAnsweredNevertheless()
    {
        var ticket = Zendesk.Open(8, Question);

        var reconciler = _server.Reconciler;
        Assert.True(await reconciler.ReadPageAsync(TestContext.Current.CancellationToken));
        await _server.AnswersAsync(ticket, 1);
        Assert.True(await reconciler.ReadPageAsync(TestContext.Current.CancellationToken));
        await SettleAsync(ticket);

        Assert.Single(ticket.Answers);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("not json", 400)]
    [InlineData("""{"type":"zen:event-type:user.created","detail":{"id":"1"}}""", 200)]
    [InlineData("""{"type":"zen:event-type:ticket.tags_changed","detail":{"id":"1"}}""", 200)]
    [InlineData("""{"ticket_id":"999999"}""", 200)]
    public async Task Body_OfAnyKind_IsAnsweredClearly(string body, int status) =>
        Assert.Equal(
            status,
            await _server.CallAsync(FakeZendeskHook.Call(body, FakeZendeskHook.Secret, FakeZendeskHook.Timestamp(default)))
        );

    [Fact]
    public async Task Caller_WithoutAValidSignature_IsRefused()
    {
        var ticket = Zendesk.Open(8, Question);
        var body = FakeZendeskHook.Triggered(ticket).ToJsonString();
        var now = FakeZendeskHook.Timestamp(default);
        var old = FakeZendeskHook.Timestamp(TimeSpan.FromMinutes(6));

        Assert.Equal(401, await _server.CallAsync(FakeZendeskHook.WithSignature(body, null, now)));
        Assert.Equal(401, await _server.CallAsync(FakeZendeskHook.Call(body, "another-secret-of-somebody", now)));
        Assert.Equal(401, await _server.CallAsync(FakeZendeskHook.Call(body, FakeZendeskHook.Secret, old)));
        Assert.Equal(413, await _server.CallAsync(FakeZendeskHook.WithSignature(new string('x', 2_000_000), "x", now)));
        await SettleAsync(ticket);
        Assert.Empty(ticket.Answers);
        Assert.Empty(Zendesk.Requests);
    }

    [Fact]
    public async Task Zendesk_OutOfReachWhileAWebhookNeedsIt_IsAskedToRepeat()
    {
        var ticket = Zendesk.Open(8, Question);
        Zendesk.Fault = _ => new FakeZendeskFault(503) { RetryAfter = 5 };

        Assert.Equal(503, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));

        Zendesk.Fault = _ => null;
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket))));
        await _server.AnswersAsync(ticket, 1);
    }

    [Fact]
    public async Task Merged_Ticket_IsNotAnsweredAnymore()
    {
        var ticket = Zendesk.Open(8, Question);
        Zendesk.Change(
            ticket,
            t =>
            {
                t.Status = "closed";
                t.Tags.Add("closed_by_merge");
            }
        );

        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Event("merged", ticket, new JsonObject()))));
        await SettleAsync(ticket);

        Assert.Empty(ticket.Answers);
    }

    /// <summary>Waits until nothing waits in the server, and the ticket is as expected.</summary>
    private Task SettleAsync(FakeTicket ticket, Func<FakeTicket, bool>? isSo = null) => _server.SettleAsync(ticket, isSo ?? (_ => true));
}
