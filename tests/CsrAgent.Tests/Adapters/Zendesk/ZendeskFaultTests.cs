using CsrAgent.Conversations;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>Zendesk misbehaves while answers are sent: each ticket gets its one answer nevertheless.</summary>
public sealed class ZendeskFaultTests : IAsyncLifetime
{
    private ZendeskServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ZendeskServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_server.Zendesk.Violations);
        await _server.DisposeAsync();
    }

    /// <summary>One ticket for each way in which the first write can go wrong.</summary>
    [Fact]
    public async Task Send_FirstWriteToEachTicketGoesWrong_OneAnswerEach()
    {
        FakeZendeskFault[] faults =
        [
            new(0, IsTakenNevertheless: true),
            new(0),
            new(500, IsTakenNevertheless: true),
            new(502, IsTakenNevertheless: true),
            new(503),
            new(429) { RetryAfter = 1 },
            new(409, IsTakenNevertheless: true),
            new(409),
            new(401),
        ];
        var failed = new Dictionary<string, FakeZendeskFault>();
        _server.Zendesk.Fault = request =>
        {
            if (!IsComment(request)) return null;
            lock (failed)
            {
                return failed.TryAdd(request.Path, faults[failed.Count % faults.Length]) ? failed[request.Path] : null;
            }
        };

        var tickets = await AskAndCheckAsync(faults.Length);

        Assert.All(tickets, ticket => Assert.Contains("ai_answered", ticket.Tags));
        Assert.Equal(faults.Length, failed.Count);
    }

    [Fact]
    public async Task Send_AccessTokenRevoked_IsRenewedOnTheSpot()
    {
        await AskAndCheckAsync(3);
        _server.Zendesk.RevokeTokens();

        await AskAndCheckAsync(3);

        Assert.InRange(_server.Zendesk.Requests.Count(request => request == "POST /oauth/tokens"), 2, 3);
    }

    /// <summary>Somebody works on the ticket just then.</summary>
    [Fact]
    public async Task Send_TicketChangesBetweenReadingAndWriting_OneAnswer()
    {
        var ticket = _server.Zendesk.Open(8, "How do I reset my password?");
        var changes = 0;
        _server.Zendesk.Fault = request =>
        {
            if (IsComment(request) && changes++ < 2) _server.Zendesk.Change(ticket, t => t.Tags.Add($"tag{changes}"));
            return null;
        };

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.AnswersAsync(ticket, 1);
        await _server.SettleAsync(ticket, _ => true);

        Assert.Single(ticket.Answers);
        Assert.True(changes > 2);
        Assert.Contains("tag1", ticket.Tags);
    }

    /// <summary>It was open when it was read: what cannot be written there any more goes into a ticket that follows it.</summary>
    [Fact]
    public async Task Send_TicketIsClosedBetweenReadingAndWriting_FollowsUp()
    {
        var ticket = _server.Zendesk.Open(8, "How do I reset my password?");
        _server.Zendesk.Fault = request =>
        {
            if (IsComment(request)) _server.Zendesk.Change(ticket, t => t.Status = "closed");
            return null;
        };

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await Until.TrueAsync(() => _server.Zendesk.Tickets.Any(t => t.FollowsUp == ticket.Id), "a ticket follows");
        await Until.TrueAsync(() => _server.IsOutboxEmpty(), "everything was sent");

        var next = Assert.Single(_server.Zendesk.Tickets, t => t.FollowsUp == ticket.Id);
        Assert.Single(next.Answers);
        Assert.Equal(("pending", "ai_answered"), (next.Status, Assert.Single(next.Tags)));
        Assert.Empty(ticket.Answers);
    }

    /// <summary>Two answers below each other, of which one may be wrong, are worse than the person's alone.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // In the very moment of writing.
    public async Task Send_APersonHasAnsweredFirst_TheAgentsAnswerStaysANote(bool meanwhile)
    {
        var ticket = _server.Zendesk.Open(8, "How do I reset my password?");
        var call = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        var isThere = false;
        if (!meanwhile) Answer();
        _server.Zendesk.Fault = request =>
        {
            if (meanwhile && IsComment(request)) Answer();
            return null;
        };

        await _server.CallAsync(call);
        await Until.TrueAsync(() => _server.Zendesk.Look(ticket, t => t.Notes.Count > 0), "the answer is a note");
        await Until.TrueAsync(() => _server.IsOutboxEmpty(), "everything was sent");
        await _server.SayAsync(ticket, "And how long does that take?");

        Assert.Empty(ticket.Answers);
        Assert.Single(ticket.Notes);
        Assert.Equal(ConversationStatus.Human, (await _server.ReadAsync(ticket))!.Conversation.Status);

        void Answer()
        {
            if (isThere) return;
            isThere = true;
            _server.Zendesk.Comment(ticket, FakeZendesk.Anna, "I have sent you a link.");
        }
    }

    [Fact]
    public async Task Tag_RefusedAtFirst_IsSetAfterTheOneAnswer()
    {
        var ticket = _server.Zendesk.Open(8, "How do I reset my password?");
        var failures = 1;
        _server.Zendesk.Fault = request =>
            request.Path.Value!.EndsWith("/tags", StringComparison.Ordinal) && Interlocked.Decrement(ref failures) >= 0
                ? new FakeZendeskFault(503) { RetryAfter = 1 }
                : null;

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await Until.TrueAsync(() => _server.Zendesk.Look(ticket, t => t.Tags.Contains("ai_answered")), "it has its tag");

        Assert.Single(ticket.Answers);
    }

    [Fact]
    public async Task Health_ZendeskIsAway_NamesItUntilItIsBack()
    {
        _server.Zendesk.Fault = _ => new FakeZendeskFault(503);
        var ticket = _server.Zendesk.Open(8, "How do I reset my password?");
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await Until.TrueAsync(() => _server.Health.Fault?.Contains("503", StringComparison.Ordinal) == true, "health names the fault");
        _server.Zendesk.Fault = _ => null;

        await _server.AnswersAsync(ticket, 1);
        await Until.TrueAsync(() => _server.Health.Fault is null, "the fault is over");
    }

    /// <summary>The note of a hand-off was written, and the answer to that got lost.</summary>
    [Fact]
    public async Task Handoff_NoteWhoseAnswerGotLost_IsWrittenOnce()
    {
        var ticket = _server.Zendesk.Open(8, "I want to talk to a human agent, please.");
        var writes = 0;
        _server.Zendesk.Fault = request => IsComment(request) && ++writes == 2 ? new FakeZendeskFault(0, IsTakenNevertheless: true) : null;

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.SettleAsync(ticket, t => t.Notes.Count > 0);
        await Until.TrueAsync(() => _server.IsOutboxEmpty(), "everything was sent");

        Assert.Single(ticket.Notes);
        Assert.Single(ticket.Answers);
    }

    private async Task<IReadOnlyList<FakeTicket>> AskAndCheckAsync(int count)
    {
        var tickets = Enumerable
            .Range(1, count)
            .Select(number => _server.Zendesk.Open(number, $"How do I reset my password on computer {number}?"))
            .ToList();
        await Task.WhenAll(tickets.Select(t => _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(t, t.Comments[0])))));
        foreach (var ticket in tickets) await _server.AnswersAsync(ticket, 1);
        await Until.TrueAsync(() => _server.IsOutboxEmpty(), "everything was sent");

        Assert.All(tickets, ticket => Assert.Single(_server.Zendesk.Look(ticket, t => t.Answers)));
        return tickets;
    }

    private static bool IsComment(HttpRequest request) =>
        request.Method == "PUT" && !request.Path.Value!.EndsWith("/tags", StringComparison.Ordinal);
}
