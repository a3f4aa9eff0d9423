using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Histories;
using CsrAgent.Tests.Simulation.Actors;
using CsrAgent.Tests.Simulation.Cluster;

namespace CsrAgent.Tests.Simulation;

/// <summary>Reads what clients saw and what the store shows after a run, and says which promise was broken.</summary>
internal sealed class Judge(Site site, Journal journal, Climate climate, bool storeClockWasSet)
{
    /// <summary>Longer than any answer takes here, and shorter than the lease of a run in which no process dies.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(25);

    private readonly HistoryChecker _checker = new(TimeSpan.FromDays(1), HandoffMessages.InHistories);
    private readonly List<Finding> _findings = [.. journal.Findings, .. site.NewerFields.Findings];
    private readonly ILookup<string, EscalationTicket> _tickets = SharedStore
        .Step(() => site.Store.Parts.Handoffs.ListAsync(null, 10_000, CancellationToken.None))
        .ToLookup(ticket => ticket.ConversationId.Value);

    public IReadOnlyList<Finding> Read()
    {
        foreach (var session in journal.Sent.GroupBy(sent => sent.SessionId)) CheckSession(session.Key, [.. session]);
        foreach (var delivery in site.Phone.SentAgain)
        {
            Add(FindingKind.Doubled, delivery.ConversationId.Value, delivery.Id, "was sent again after it had been recorded as sent");
        }
        if (climate is Climate.Calm or Climate.Stops) CheckNothingWasGivenUp();
        return _findings;
    }

    private void CheckNothingWasGivenUp()
    {
        foreach (var letter in SharedStore.Step(() => site.Store.Parts.DeadLetters.ListAsync(100, CancellationToken.None)))
        {
            Add(FindingKind.Silent, letter.ConversationId.Value, letter.Id, $"was given up though nothing was broken: {letter.Reason}");
        }
    }

    private void CheckSession(string session, List<SentMessage> sent)
    {
        var messages = HistoryOf(session);
        var history = new ConversationHistory
        {
            SessionId = session,
            Messages = messages,
            HandoffNotices = [.. _tickets[session].Select(ticket => ticket.NoticeText)],
            ReadAt = site.Store.Time.GetUtcNow(),
        };
        var known = sent.Select(message => (Message: message, Fate: FateOf(message))).Where(m => m.Fate is not null).ToList();
        _findings.AddRange(_checker.Check(history, [.. known.Select(m => m.Message.ToClientMessage(m.Fate == Fate.Erased))]));
        foreach (var (message, _) in known.Where(m => m.Fate == Fate.Erased && site.Store.Holds(m.Message.Tag)))
        {
            Add(FindingKind.Resurrected, session, message.Key, "was erased, and its words are still in the store");
        }
        CheckTokens(session, sent);
        CheckWords(session, messages);
        CheckOwner(session, messages);
        CheckPhone(session, messages);
        if (climate is Climate.Calm or Climate.Stops) CheckWaits(session, messages);
    }

    private void CheckWaits(string session, List<Message> messages)
    {
        foreach (var message in messages.Where(message => message.Role == MessageRole.Customer))
        {
            var reply = messages.Find(other => other.Role == MessageRole.Agent && other.TurnId == message.TurnId);
            if (reply is null || reply.At - message.At <= MaxWait) continue;
            Add(FindingKind.Silent, session, message.MessageKey!, $"waited {(reply.At - message.At).TotalSeconds:0} s though nothing died");
        }
    }

    /// <summary>Null where an erasure ran while the message was on its way: it may be there or not.</summary>
    private Fate? FateOf(SentMessage message)
    {
        var fate = Fate.Kept;
        foreach (var erasure in journal.Erasures.Where(erasure => erasure.UserId == message.UserId))
        {
            if (erasure.DoneAt is { } done && message.SentAt > done) continue;
            if (message.AcceptedAt is null || message.LastTriedAt > erasure.BegunAt || erasure.DoneAt is null) return null;
            fate = Fate.Erased;
        }
        return fate;
    }

    /// <summary>A token from before an erasure must not open the session again.</summary>
    private void CheckTokens(string session, List<SentMessage> sent)
    {
        if (storeClockWasSet) return;
        foreach (var erasure in journal.Erasures.Where(erasure => erasure.UserId == sent[0].UserId && erasure.FoundSomething))
        {
            var first = sent.FirstOrDefault(message => message.SentAt > erasure.DoneAt && !message.IsRefused);
            if (first?.AcceptedAt is null || first.SessionSince >= Scheduling.World.Epoch + erasure.BegunAt) continue;
            Add(FindingKind.Resurrected, session, first.Key, "opened the erased session with a token from before the erasure");
        }
    }

    /// <summary>Each customer's words stand once, and the reply to them was made by a model that has read them.</summary>
    private void CheckWords(string session, List<Message> messages)
    {
        var customer = messages.Where(message => message.Role == MessageRole.Customer).ToList();
        foreach (var copies in customer.SelectMany(message => Tag.All(message.Text)).GroupBy(tag => tag).Where(tags => tags.Count() > 1))
        {
            Add(FindingKind.Doubled, session, copies.Key, $"stands in the history {copies.Count()} times");
        }
        foreach (var copies in messages.Where(m => m.Role == MessageRole.Human).GroupBy(m => m.Text).Where(texts => texts.Count() > 1))
        {
            Add(FindingKind.Doubled, session, copies.Key, $"stands in the history {copies.Count()} times");
        }
        foreach (var reply in messages.Where(m => m.Role == MessageRole.Agent && m.Text.Contains("what I found", StringComparison.Ordinal)))
        {
            foreach (var message in customer.Where(m => m.TurnId == reply.TurnId && !Tag.All(reply.Text).Contains(Tag.In(m.Text))))
            {
                Add(FindingKind.Silent, session, message.MessageKey ?? message.Id, "was not read for the reply to it");
            }
        }
    }

    /// <summary>From a person's joining to their leaving, the agent does not write.</summary>
    private void CheckOwner(string session, List<Message> messages)
    {
        if (journal.Ended.Contains(session)) return;
        var isWithPerson = false;
        foreach (var message in messages)
        {
            if (message.Role == MessageRole.System) isWithPerson = message.Text.Contains("joined", StringComparison.Ordinal);
            if (message is { Role: MessageRole.Agent, TurnId: null }) isWithPerson = false; // Taken back from a person who is silent.
            if (isWithPerson && message.Role == MessageRole.Agent)
            {
                Add(FindingKind.Doubled, session, message.TurnId?.Value ?? message.Id, "was answered by the agent while a person had it");
            }
        }
    }

    /// <summary>A channel that is called got each text once, in the order of the history.</summary>
    private void CheckPhone(string session, List<Message> messages)
    {
        var received = site.Phone.Received.Where(delivery => delivery.ConversationId.Value == session).ToList();
        foreach (var copies in received.GroupBy(delivery => delivery.Id).Where(deliveries => deliveries.Count() > 1))
        {
            Add(FindingKind.Doubled, session, copies.Key, $"was delivered {copies.Count()} times");
        }
        if (received.Count == 0 && !IsCalled(session)) return;
        var next = 0;
        foreach (var message in messages.Where(message => message.Role != MessageRole.Customer))
        {
            var place = received.FindIndex(next, delivery => delivery.Text == message.Text);
            if (place >= 0)
            {
                next = place + 1;
                continue;
            }
            var came = received.Any(delivery => delivery.Text == message.Text);
            if (came) Add(FindingKind.Reordered, session, message.Id, "was delivered in another order than the history shows");
            else Add(FindingKind.Silent, session, message.Id, "was never delivered");
        }
    }

    private bool IsCalled(string session) =>
        SharedStore
            .Step(() => site.Store.Parts.Store.ReadAsync(new ConversationId(session), 0, 1, CancellationToken.None))
            ?.Conversation.Channel == Phone.ChannelName;

    private List<Message> HistoryOf(string session)
    {
        var messages = new List<Message>();
        long? after = 0;
        while (after is { } position)
        {
            var page = SharedStore.Step(() => site.Store.Parts.Store.ReadAsync(new(session), position, 500, CancellationToken.None));
            messages.AddRange(page?.Messages ?? []);
            after = page?.Next;
        }
        return messages;
    }

    private void Add(FindingKind kind, string session, string subject, string detail) => _findings.Add(new(kind, session, subject, detail));

    private enum Fate
    {
        Kept,
        Erased,
    }
}
