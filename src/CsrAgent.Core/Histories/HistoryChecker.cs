using CsrAgent.Conversations;

namespace CsrAgent.Histories;

/// <summary>
/// Compares what the server shows of a conversation with itself, and with what its clients sent and saw. Pure. The simulator, the fault
/// tests and <c>csr-agent audit</c> all judge by it.
/// </summary>
/// <param name="maxWait">How long an accepted message may wait for its turn.</param>
/// <param name="texts">What the server says at certain points.</param>
public sealed class HistoryChecker(TimeSpan maxWait, HistoryTexts texts)
{
    /// <param name="history">All that the server shows.</param>
    /// <param name="sent">What clients sent to it, in any order; empty to check the history alone.</param>
    public IReadOnlyList<Finding> Check(ConversationHistory history, IReadOnlyCollection<ClientMessage> sent) =>
        [.. Copies(history), .. Turns(history), .. Waiting(history), .. Sent(history, sent), .. Order(history, sent)];

    private static IEnumerable<Finding> Copies(ConversationHistory history) =>
        from message in history.Messages
        where message.MessageKey is not null
        group message by (message.Role, message.MessageKey) into copies
        where copies.Count() > 1
        select Doubled(history, copies.Key.MessageKey!, $"stands in the history {copies.Count()} times");

    private IEnumerable<Finding> Turns(ConversationHistory history)
    {
        foreach (var turn in history.Messages.Where(m => m.TurnId is not null).GroupBy(m => m.TurnId!.Value))
        {
            var name = turn.Key.Value;
            var entries = turn.ToList();
            var replies = entries.Where(m => m.Role == MessageRole.Agent).ToList();
            if (replies.Count > 1) yield return Doubled(history, name, $"has {replies.Count} replies");
            if (replies.Count > 0 && entries[^1].Role != MessageRole.Agent)
            {
                yield return Reordered(history, name, "has a message behind its reply");
            }
            var first = IndexOf(history, entries[0]);
            if (IndexOf(history, entries[^1]) - first + 1 != entries.Count)
            {
                yield return Reordered(history, name, "has messages of other turns between its own");
            }
            if (replies.Count == 0 && !IsWithPeople(history, first)) yield return Silent(history, name, "ended without a reply");
        }
    }

    private IEnumerable<Finding> Waiting(ConversationHistory history) =>
        from message in history.Messages
        where message is { Role: MessageRole.Customer, TurnId: null }
        let wait = history.ReadAt - message.At
        where wait > maxWait
        select Silent(history, message.MessageKey ?? message.Id, $"has waited for {wait.TotalSeconds:0} s");

    private IEnumerable<Finding> Sent(ConversationHistory history, IReadOnlyCollection<ClientMessage> sent)
    {
        foreach (var message in sent)
        {
            var found = Find(history, message);
            if (message.IsErased && found is not null)
            {
                yield return new(FindingKind.Resurrected, history.SessionId, message.MessageId, "was erased and is there again");
            }
            if (message.IsErased || message.AcceptedAt is null) continue;
            if (found is null)
            {
                yield return Lost(history, message.MessageId, "was accepted and is not in the history");
            }
            else if (message.Reply is { } seen && Contradiction(history, message, found, seen) is { } contradiction)
            {
                yield return contradiction;
            }
        }
    }

    private Finding? Contradiction(ConversationHistory history, ClientMessage message, Message found, string seen)
    {
        if (found.TurnId is not { } turn) return Unseen();
        // Retried after it had been given up, alone or with what was written since: both replies are to this message.
        if (message.TurnId is { } later && (new TurnId(later).IsRetryOf(turn) || WasGivenUpBefore(history, turn, new(later))))
        {
            turn = new(later);
        }
        if (message.TurnId is { } told && told != turn.Value) return Unseen();
        var reply = history.Messages.FirstOrDefault(m => m.Role == MessageRole.Agent && m.TurnId == turn)?.Text;
        if (reply is null && turn != found.TurnId) return Unseen();
        return (reply ?? "") == seen ? null : Doubled(history, message.MessageId, "has another reply than the one that its sender saw");

        Finding Unseen() => Lost(history, message.MessageId, $"was answered in {message.TurnId}, which the history does not show");
    }

    /// <summary>The first turn ended with the words of a failure, and the other one has its reply behind them.</summary>
    private bool WasGivenUpBefore(ConversationHistory history, TurnId turn, TurnId later)
    {
        var replies = history.Messages.Where(m => m.Role == MessageRole.Agent).ToList();
        var failed = replies.FindIndex(m => m.TurnId == turn && texts.Failures.Any(failure => Contains(m, failure)));
        return failed >= 0 && replies.FindIndex(m => m.TurnId == later) > failed;
    }

    /// <summary>What was acknowledged before another message was first sent stands before it.</summary>
    private static IEnumerable<Finding> Order(ConversationHistory history, IReadOnlyCollection<ClientMessage> sent)
    {
        var places = sent.Where(m => !m.IsErased)
            .Select(m => (Message: m, Index: Find(history, m) is { } found ? IndexOf(history, found) : -1))
            .Where(place => place.Index >= 0)
            .OrderBy(place => place.Index)
            .ToList();
        for (var later = 1; later < places.Count; later++)
        {
            var next = places[later].Message;
            if (next.AcceptedAt is not { } accepted) continue;
            if (places.Take(later).FirstOrDefault(earlier => earlier.Message.SentAt > accepted) is { Message: { } before })
            {
                yield return Reordered(history, next.MessageId, $"was accepted before {before.MessageId} was sent, and stands behind it");
            }
        }
    }

    private static Message? Find(ConversationHistory history, ClientMessage sent) =>
        history.Messages.FirstOrDefault(m => m.Role == MessageRole.Customer && m.MessageKey == sent.MessageId);

    private static int IndexOf(ConversationHistory history, Message message)
    {
        for (var i = 0; i < history.Messages.Count; i++)
        {
            if (ReferenceEquals(history.Messages[i], message)) return i;
        }

        return -1;
    }

    /// <summary>From the notice of a hand-off, or a person's first words, until the agent gets the conversation back.</summary>
    private bool IsWithPeople(ConversationHistory history, int index)
    {
        var isWithPeople = false;
        foreach (var message in history.Messages.Take(index).Where(message => message.Role != MessageRole.Customer))
        {
            if (message.Role == MessageRole.Human || history.HandoffNotices.Any(notice => Contains(message, notice))) isWithPeople = true;
            else if (texts.HandoffEndings.Contains(message.Text)) isWithPeople = false;
        }

        return isWithPeople;
    }

    private static bool Contains(Message message, string notice) => message.Text.Contains(notice, StringComparison.Ordinal);

    private static Finding Lost(ConversationHistory history, string subject, string detail) =>
        new(FindingKind.Lost, history.SessionId, subject, detail);

    private static Finding Doubled(ConversationHistory history, string subject, string detail) =>
        new(FindingKind.Doubled, history.SessionId, subject, detail);

    private static Finding Reordered(ConversationHistory history, string subject, string detail) =>
        new(FindingKind.Reordered, history.SessionId, subject, detail);

    private static Finding Silent(ConversationHistory history, string subject, string detail) =>
        new(FindingKind.Silent, history.SessionId, subject, detail);
}
