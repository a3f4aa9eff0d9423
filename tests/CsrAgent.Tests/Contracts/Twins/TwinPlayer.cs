using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Contracts.Twins;

/// <summary>Plays moves on one store and says what it saw, without what may differ between stores: ids, fences, incarnations.</summary>
internal sealed class TwinPlayer(StoreSubject subject)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(40)];
    private static readonly string[] Sessions = ["s1", "s2", "s3"];

    private readonly TwinNames _names = new();
    private readonly List<TurnLease> _leases = [];
    private readonly List<OutboxEntry> _entries = [];
    private readonly List<(ConversationId Session, string Id)> _messages = [];
    private int _tickets;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<string> PlayAsync(TwinMove move)
    {
        // Nothing happens at the same time, so that the order is decided.
        subject.Time.Advance(TimeSpan.FromMilliseconds(10));
        return _names.In($"{move.Call}: {await SeeAsync(move)}");
    }

    /// <summary>All that the store shows.</summary>
    public async Task<string> ReadAsync()
    {
        var lines = new List<string>();
        foreach (var session in Sessions)
        {
            var page = await subject.Store.ReadAsync(new(session), 0, 500, Token);
            lines.Add($"{session}: {page?.Conversation.Status}, {page?.Conversation.Escalation?.State}, {page?.Conversation.State.Turns}");
            lines.AddRange(page?.Messages.Select(Show) ?? []);
            lines.AddRange((await subject.Words.ReadLatestAsync(new(session), 5, Token)).Select(word => $"word {word.Text}"));
        }
        lines.AddRange((await subject.Handoffs.ListAsync(null, 100, Token)).Select(Show));
        lines.AddRange((await subject.DeadLetters.ListAsync(100, Token)).Select(Show));
        lines.AddRange((await subject.Gaps.ListAsync(100, Token)).Select(gap => $"question {gap.Question} of {gap.UserId}"));
        return _names.In(string.Join('\n', lines));
    }

    private async Task<string> SeeAsync(TwinMove move) =>
        move.Call switch
        {
            TwinCall.Accept => await AcceptAsync(move),
            TwinCall.Take => await TakeAsync(),
            TwinCall.Renew => Any(_leases, move.A) is { } lease
                ? (await subject.Queue.RenewAsync(lease, Token)) is { } mailbox
                    ? Show(mailbox)
                    : "lost"
                : "",
            TwinCall.Commit => Any(_leases, move.A) is { } lease ? await CommitAsync(lease, move) : "",
            TwinCall.Fail => Any(_leases, move.A) is { } lease ? await FailAsync(lease, move) : "",
            TwinCall.End => $"{await subject.Store.EndAsync(Session(move), Token)}",
            TwinCall.Erase => await EraseAsync(Session(move)),
            TwinCall.ChangeHandoff => await ChangeHandoffAsync(move),
            TwinCall.TakeDeliveries => await TakeDeliveriesAsync(),
            TwinCall.FinishDelivery => Any(_entries, move.A) is { } entry ? await FinishAsync(entry, move) : "",
            TwinCall.RetryDeadLetter => await RetryAsync(move),
            TwinCall.Rate => await RateAsync(move),
            TwinCall.ReadReply => await ReadReplyAsync(move),
            _ => Wait(move),
        };

    private static ConversationId Session(TwinMove move) => new(Sessions[move.A % Sessions.Length]);

    private static T? Any<T>(List<T> list, int number)
        where T : class => list.Count == 0 ? null : list[^(1 + number % Math.Min(list.Count, 4))];

    private async Task<string> AcceptAsync(TwinMove move)
    {
        var session = Session(move);
        var message = Some.Message($"text {move.C % 5}", session.Value, move.B % 3 == 0 ? null : $"key-{move.B % 4}", $"user of {session}");
        var outcome = await subject.Queue.AcceptAsync(
            message with
            {
                SessionSince = move.C % 4 == 0 ? Some.Noon : subject.Time.GetUtcNow(),
            },
            Token
        );
        if (outcome is AcceptOutcome.Accepted accepted) _messages.Add((session, accepted.MessageId));
        return $"{session} {message.MessageKey} {outcome}";
    }

    private async Task<string> TakeAsync()
    {
        var leases = await subject.Queue.TakeAsync(new TakeRequest(10, TimeSpan.Zero), Token);
        _leases.AddRange(leases.OrderBy(lease => lease.ConversationId.Value, StringComparer.Ordinal));
        return string.Join('\n', _leases.TakeLast(leases.Count).Select(Show));
    }

    private async Task<string> CommitAsync(TurnLease lease, TwinMove move)
    {
        var commit = Some.Commit(lease, move.B % 5 == 0 ? "" : $"answer {move.C % 10}") with { OnlyIfNothingNew = move.C % 2 == 0 };
        commit = (move.B % 8) switch
        {
            0 => commit with { UpToPosition = lease.Messages[0].Position, OnlyIfNothingNew = false },
            1 when lease.Conversation.Status == ConversationStatus.Bot => HandedOver(lease, commit),
            2 => commit with { DeadLetterReason = "tried in vain" },
            3 => commit with { Deliveries = [Some.Delivery($"{lease.ConversationId}/{lease.TurnId}/0", lease.ConversationId.Value)] },
            4 => commit with { Gap = new KnowledgeGap("what?", "en", 0, null, lease.Conversation.UserId, subject.Time.GetUtcNow()) },
            _ => commit with { Reply = commit.Reply with { Status = lease.Conversation.Status } },
        };
        return $"{lease.ConversationId} {await subject.Queue.CommitAsync(lease, commit, Token)}";
    }

    private TurnCommit HandedOver(TurnLease lease, TurnCommit commit)
    {
        var ticket = Some.Ticket($"esc_{_tickets++}", lease.ConversationId.Value) with { CreatedAt = subject.Time.GetUtcNow() };
        return commit with
        {
            Escalation = ticket,
            Reply = commit.Reply with { Status = ConversationStatus.WaitingForHuman, Escalation = ticket },
        };
    }

    private async Task<string> FailAsync(TurnLease lease, TwinMove move)
    {
        await subject.Queue.FailAsync(lease, TimeSpan.FromSeconds(move.B % 3), move.C % 2 == 0, Token);
        return lease.ConversationId.Value;
    }

    private async Task<string> EraseAsync(ConversationId session)
    {
        await subject.ClosedSessions.CloseAsync([session], Token);
        return $"{await subject.Store.EraseAsync([session], null, Token)} messages";
    }

    private async Task<string> ChangeHandoffAsync(TwinMove move)
    {
        var page = await subject.Store.ReadAsync(Session(move), 0, 1, Token);
        if (page?.Conversation is not { } conversation) return "nothing";
        var now = subject.Time.GetUtcNow();
        var current = conversation.Escalation;
        var (ticket, status) = current switch
        {
            null => (Some.Ticket($"esc_{_tickets++}", conversation.Id.Value) with { CreatedAt = now }, ConversationStatus.WaitingForHuman),
            { State: EscalationState.Open } => (
                current with
                {
                    State = EscalationState.Claimed,
                    Agent = "Anna",
                    ClaimedAt = now,
                },
                ConversationStatus.Human
            ),
            _ when move.B % 3 == 0 => (current, ConversationStatus.Human),
            _ => (current with { State = EscalationState.Returned, ClosedAt = now }, ConversationStatus.Bot),
        };
        var change = new HandoffChange
        {
            ConversationId = conversation.Id,
            Incarnation = conversation.Incarnation,
            From = move.C % 7 == 0 && current is not null ? current with { Revision = current.Revision + 1 } : current,
            Ticket = ticket,
            Status = status,
            CutContext = !ticket.IsOpen,
            Messages = [MessageOf($"a word {move.C % 9}", now)],
        };
        return $"{conversation.Id} {ticket.State}: {await subject.Handoffs.ApplyAsync(change, Token)}";
    }

    private static Message MessageOf(string text, DateTimeOffset at) =>
        new()
        {
            Id = "msg_" + Guid.CreateVersion7(at).ToString("N"),
            Role = MessageRole.Human,
            Text = text,
            At = at,
        };

    private async Task<string> TakeDeliveriesAsync()
    {
        var taken = await subject.Outbox.TakeAsync(10, Token);
        _entries.AddRange(taken.OrderBy(entry => entry.Delivery.ConversationId.Value, StringComparer.Ordinal));
        return string.Join(", ", _entries.TakeLast(taken.Count).Select(entry => $"{entry.Delivery.Id} attempt {entry.Attempt}"));
    }

    private async Task<string> FinishAsync(OutboxEntry entry, TwinMove move)
    {
        if (move.B % 2 == 0) await subject.Outbox.SentAsync(entry, "1", Token);
        else await subject.Outbox.FailedAsync(entry, "no", move.C % 2 == 0 ? TimeSpan.FromSeconds(2) : null, Token);
        return entry.Delivery.Id;
    }

    private async Task<string> RetryAsync(TwinMove move)
    {
        var letters = await subject.DeadLetters.ListAsync(100, Token);
        return letters.Count == 0 ? "none" : $"{await subject.DeadLetters.RetryAsync(letters[move.A % letters.Count].Id, Token)}";
    }

    private async Task<string> RateAsync(TwinMove move) =>
        Any(_leases, move.A) is { } lease
            ? $"{await subject.Feedback.RateAsync(lease.ConversationId, lease.TurnId, FeedbackRating.Up, null, Token)}"
            : "";

    private async Task<string> ReadReplyAsync(TwinMove move)
    {
        if (_messages.Count == 0) return "";
        var (session, id) = _messages[^(1 + move.A % _messages.Count)];
        var reply = await subject.Store.ReadReplyAsync(session, id, Token);
        return $"{id}: {reply?.TurnId} {reply?.Text} {reply?.Status}";
    }

    private string Wait(TwinMove move)
    {
        var wait = Waits[move.A % Waits.Length];
        subject.Time.Advance(wait);
        return $"{wait}";
    }

    /// <summary>How often it was tried is not compared: over Redis, each look at a lease that still holds counts in these tests.</summary>
    private static string Show(TurnLease lease) =>
        $"{lease.ConversationId} {lease.TurnId} {(lease.Attempt == 1 ? "first" : "again")}, {lease.Waited}, {lease.Conversation.Status}: "
        + $"{Show(lease.Messages)}; {string.Join(", ", lease.History.Select(message => message.Text))}";

    private static string Show(IReadOnlyList<PendingMessage> mailbox) =>
        string.Join(", ", mailbox.Select(message => $"{message.Id} {message.Text}{(message.IsRetry ? " again" : "")}"));

    private static string Show(Message message) =>
        $"{message.Sequence} {message.Role} {message.Id} {message.MessageKey} {message.Text} {message.TurnId}";

    private static string Show(EscalationTicket ticket) => $"{ticket.Id} {ticket.State} {ticket.Revision} {ticket.Agent}";

    private static string Show(DeadLetter letter) =>
        $"{letter.Id} {letter.ConversationId} {letter.Kind} {letter.Reason} {string.Join(", ", letter.Texts)}";
}
