using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Histories;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// Reads every conversation through the API and counts what became of the messages that the server had accepted: each must be in the
/// history once, in the order of acceptance, and be covered by exactly one reply, the one that its sender saw.
/// </summary>
internal sealed class HistoryAudit(ChatClient admin)
{
    private static readonly HistoryChecker Checker = new(TimeSpan.FromDays(1), HandoffMessages.InHistories);

    private readonly List<Finding> _findings = [];

    public int Accepted { get; private set; }

    public int AnsweredOnce { get; private set; }

    public int Lost => Count(FindingKind.Lost) + Count(FindingKind.Silent);

    public int Doubled => Count(FindingKind.Doubled);

    public int OutOfOrder => Count(FindingKind.Reordered);

    /// <summary>Conversations that did not stay with the agent.</summary>
    public int HandedOver { get; private set; }

    /// <summary>The longest time from the acceptance of a message to its own reply.</summary>
    public TimeSpan MaxWaitOfOneMessage { get; private set; }

    /// <summary>What was wrong, for the reader of a failed test.</summary>
    public IReadOnlyList<Finding> Faults => _findings;

    public override string ToString() =>
        $"{Accepted} messages accepted, {AnsweredOnce} answered exactly once, {Lost} lost, {Doubled} doubled, {OutOfOrder} out of order, "
        + $"{MaxWaitOfOneMessage.TotalSeconds:0.0} s the longest wait of one message";

    /// <summary>What was given up.</summary>
    public long DeadLetters { get; private set; }

    /// <summary>Once no message waits for its turn any more.</summary>
    public async Task CheckAsync(IEnumerable<SentMessage> sent)
    {
        var stats = await admin.WaitAsync(ChatClient.Admin + "/stats", a => a.Is(200)["waiting_messages"].GetInt64() == 0);
        DeadLetters = stats["dead_letters"].GetInt64();
        foreach (var session in sent.GroupBy(m => m.SessionId)) Check([.. session], await ReadAsync(session.Key));
    }

    private void Check(List<SentMessage> sent, ConversationHistory history)
    {
        Accepted += sent.Count;
        _findings.AddRange(Checker.Check(history, [.. sent.Select(ToClientMessage)]));
        var strangers = history.Messages.Count(m => m.Role == MessageRole.Customer && sent.All(s => s.MessageId != m.MessageKey));
        if (strangers > 0) _findings.Add(new(FindingKind.Doubled, history.SessionId, "it", $"has {strangers} messages that nobody sent"));
        foreach (var message in sent)
        {
            var copies = history.Messages.Where(m => m.Role == MessageRole.Customer && m.MessageKey == message.MessageId).ToList();
            var replies = history.Messages.Where(m => m.Role == MessageRole.Agent && m.TurnId == copies.FirstOrDefault()?.TurnId).ToList();
            if (copies.Count != 1 || replies.Count != 1) continue;
            if (replies[0].At - copies[0].At is var wait && wait > MaxWaitOfOneMessage) MaxWaitOfOneMessage = wait;
            if (message.Seen is null || message.Seen.Text == replies[0].Text) AnsweredOnce++;
        }
    }

    /// <summary>A customer sends one message after the other, so their numbers serve as times.</summary>
    private static ClientMessage ToClientMessage(SentMessage message, int number) =>
        new()
        {
            SessionId = message.SessionId,
            MessageId = message.MessageId,
            SentAt = Some.Noon + TimeSpan.FromSeconds(2 * number),
            AcceptedAt = Some.Noon + TimeSpan.FromSeconds(2 * number + 1),
            TurnId = message.Seen?.TurnId,
            Reply = message.Seen?.Text,
        };

    private int Count(FindingKind kind) => _findings.Count(finding => finding.Kind == kind);

    /// <summary>Without the notices: here a turn that ended in silence is one too many.</summary>
    private async Task<ConversationHistory> ReadAsync(string session)
    {
        var history = await admin.Audited.ReadAsync(session, TestContext.Current.CancellationToken);
        if (history.Status != ConversationStatus.Bot) HandedOver++;
        return history with { HandoffNotices = [] };
    }
}
