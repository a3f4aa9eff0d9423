using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Sentiment;
using CsrAgent.Turns.Mailbox;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>Builds the call of <c>commit.lua</c> for a commit.</summary>
internal static class RedisCommit
{
    /// <param name="lease">The lease of the turn that ends.</param>
    /// <param name="commit">What it changes.</param>
    /// <param name="gapLimit">How many unanswered questions a partition keeps.</param>
    /// <param name="now">When it is asked for, for a dead letter.</param>
    /// <param name="timeToLive">After how long an untouched conversation is deleted; null for never.</param>
    public static RedisCall Call(TurnLease lease, TurnCommit commit, int gapLimit, DateTimeOffset now, TimeSpan? timeToLive)
    {
        var covered = lease.Messages.Where(m => m.Position <= commit.UpToPosition).ToList();
        var lines = Lines(commit, covered);
        var counters = Counters(commit, covered.Count).Where(counter => counter.Value != 0).ToList();
        var letter = commit.DeadLetterReason is { } reason
            ? new RedisLetter(lease.ConversationId, reason, [.. covered.Select(m => m.Text)], null, now)
            {
                MessageIds = [.. covered.Select(m => m.Id)],
                Metadata = covered.LastOrDefault(m => m.Metadata is not null)?.Metadata,
            }
            : null;
        var ticket = RedisTicket.Of(commit.Escalation);
        return new RedisCall(RedisScripts.Commit)
        {
            { "id", lease.ConversationId.Value },
            { "fence", lease.Fence },
            { "call", RedisCall.NewName() },
            { "covered", covered.Count },
            { "onlyIfNothingNew", commit.OnlyIfNothingNew },
            { "status", (int)commit.Reply.Status },
            { "state", RedisJson.Write(commit.State) },
            { "ticket", ticket.Id },
            { "ticketIsOpen", commit.Escalation is { IsOpen: true } },
            { "ticketState", ticket.State },
            { "ticketJson", ticket.Json },
            { "ticketRank", ticket.Rank },
            { "ticketDue", ticket.Due },
            { "turn", lease.TurnId.Value },
            { "letter", letter is null ? "" : $"{RedisLetter.Prefix}{lease.TurnId}" },
            { "letterJson", letter is null ? "" : RedisJson.Write(letter) },
            { "gapJson", commit.Gap is { } gap ? RedisJson.Write(gap) : "" },
            { "gapUser", commit.Gap?.UserId ?? "" },
            { "gapLimit", gapLimit },
            { "day", Day(commit.Reply.At) },
            { "timeToLive", (long)(timeToLive?.TotalMilliseconds ?? 0) },
            { "lines", lines.ConvertAll(line => (RedisValue)RedisJson.Write(line)) },
            { "deliveries", [.. commit.Deliveries.Select(RedisDelivery.Write)] },
            { "retried", [.. covered.Where(m => m.RetryTurn is not null).SelectMany(m => new RedisValue[] { m.Sequence, m.Id })] },
            { "counters", [.. counters.SelectMany(counter => new RedisValue[] { counter.Name, counter.Value })] },
        };
    }

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<RedisMessage> Lines(TurnCommit commit, List<PendingMessage> covered)
    {
        var lines = covered
            .Where(message => !message.IsRetry)
            .Select(message => RedisMessage.Of(commit.ToMessage(message)) with { Unknown = message.Unknown })
            .ToList();
        if (commit.Reply.ToMessage() is { } reply) lines.Add(RedisMessage.Of(reply));
        if (lines.Count > 0) lines[^1] = lines[^1] with { Reply = RedisReply.Of(commit.Reply) };
        return lines;
    }

    private static (string Name, long Value)[] Counters(TurnCommit commit, int covered)
    {
        var reply = commit.Reply;
        return
        [
            ("turns", 1),
            ("messages", covered),
            ("handoffs", commit.BeginsHandoff ? 1 : 0),
            ("unanswered", commit.State.LowConfidenceRun > 0 ? 1 : 0),
            ("degraded", reply.Degraded ? 1 : 0),
            ("positive", Moods(SentimentLabel.Positive)),
            ("neutral", Moods(SentimentLabel.Neutral)),
            ("negative", Moods(SentimentLabel.Negative)),
            ("input", reply.Tokens.Input),
            ("output", reply.Tokens.Output),
            ("ms", (long)reply.ProcessingTime.TotalMilliseconds),
        ];

        long Moods(SentimentLabel label) => commit.Moods.Values.Count(mood => mood == label);
    }
}
