using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults;

/// <summary>
/// Reads every conversation through the API and counts what became of the messages that the server had accepted: each must be in the
/// history once, in the order of acceptance, and be covered by exactly one reply, the one that its sender saw.
/// </summary>
internal sealed class HistoryAudit(ChatClient admin)
{
    private sealed record Entry(string Role, string? MessageId, string? TurnId, string Text, DateTimeOffset At);

    public int Accepted { get; private set; }

    public int AnsweredOnce { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public int OutOfOrder { get; private set; }

    /// <summary>Conversations that did not stay with the agent.</summary>
    public int HandedOver { get; private set; }

    /// <summary>The longest time from the acceptance of a message to its own reply.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>What was wrong, for the reader of a failed test.</summary>
    public List<string> Faults { get; } = [];

    public override string ToString() =>
        $"{Accepted} messages accepted, {AnsweredOnce} answered exactly once, {Lost} lost, {Doubled} doubled, {OutOfOrder} out of order, "
        + $"{LongestWait.TotalSeconds:0.0} s the longest wait of one message";

    /// <summary>What was given up.</summary>
    public long DeadLetters { get; private set; }

    /// <summary>Once no message waits for its turn any more.</summary>
    public async Task CheckAsync(IEnumerable<SentMessage> sent)
    {
        var stats = await admin.WaitAsync(ChatClient.Admin + "/stats", a => a.Is(200)["waiting_messages"].GetInt64() == 0);
        DeadLetters = stats["dead_letters"].GetInt64();
        foreach (var session in sent.GroupBy(m => m.SessionId)) Check([.. session], await ReadAsync(session.Key));
    }

    private void Check(List<SentMessage> sent, List<Entry> history)
    {
        Accepted += sent.Count;
        foreach (var message in sent) CheckMessage(message, history);
        var said = history.Where(e => e.Role == "customer").Select(e => e.MessageId).ToList();
        if (!said.SequenceEqual(sent.Select(m => m.MessageId)))
        {
            CountDisorder(sent[0].SessionId, "the messages stand in another order than they were sent, or there are others");
        }
        if (!RepliesFollowTheirMessages(history))
        {
            CountDisorder(sent[0].SessionId, "a reply does not stand right behind the messages of its turn");
        }
    }

    private void CheckMessage(SentMessage message, List<Entry> history)
    {
        var copies = history.Where(e => e.Role == "customer" && e.MessageId == message.MessageId).ToList();
        var turn = copies.FirstOrDefault()?.TurnId;
        var replies = history.Where(e => e.Role == "agent" && turn is not null && e.TurnId == turn).ToList();
        foreach (var reply in replies)
        {
            if (reply.At - copies[0].At is var wait && wait > LongestWait) LongestWait = wait;
        }
        var isSeenReply = message.Seen is not { } seen || (replies.Count > 0 && seen.TurnId == turn && seen.Text == replies[0].Text);
        if (copies.Count == 0 || replies.Count == 0) Lost++;
        else if (copies.Count > 1 || replies.Count > 1 || !isSeenReply) Doubled++;
        else AnsweredOnce++;
        if (copies.Count != 1 || replies.Count != 1 || !isSeenReply)
        {
            Faults.Add(
                $"{message.MessageId}: {copies.Count} times in the history, {replies.Count} replies, {(isSeenReply ? "the" : "not the")} "
                    + "reply that its sender saw"
            );
        }
    }

    private void CountDisorder(string session, string what)
    {
        OutOfOrder++;
        Faults.Add($"{session}: {what}");
    }

    /// <summary>A history is turn after turn: the customer's messages, then the one reply.</summary>
    private static bool RepliesFollowTheirMessages(List<Entry> history)
    {
        var turns = history.Select(e => e.TurnId).Where((turn, i) => i == 0 || turn != history[i - 1].TurnId).ToList();
        return turns.Distinct().Count() == turns.Count
            && history
                .Where((entry, i) => entry.Role == "agent" && (i == history.Count - 1 || history[i + 1].TurnId != entry.TurnId))
                .Count() == turns.Count;
    }

    private async Task<List<Entry>> ReadAsync(string session)
    {
        var page = (await admin.HistoryAsync(session, "?limit=500")).Is(200);
        if (page.Text("status") != "bot") HandedOver++;
        return
        [
            .. page["messages"]
                .EnumerateArray()
                .Select(m => new Entry(
                    m.GetProperty("role").GetString()!,
                    Optional(m, "message_id"),
                    Optional(m, "turn_id"),
                    m.GetProperty("text").GetString()!,
                    m.GetProperty("at").GetDateTimeOffset()
                )),
        ];
    }

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
