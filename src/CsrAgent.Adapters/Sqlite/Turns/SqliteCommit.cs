using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>The atomic step of <see cref="ITurnQueue.CommitAsync"/>.</summary>
internal static class SqliteCommit
{
    public sealed record Result(CommitOutcome Outcome, int Covered, bool MoreWaits);

    public static Result Run(SqliteSession db, TurnLease lease, TurnCommit commit, int gapLimit, SqliteClock clock)
    {
        var row = db.First(
            "SELECT n, last_sequence, user_id FROM conversations WHERE id = @id AND fence = @fence AND lease_until > 0",
            r => (Key: r.GetInt64(0), LastSequence: r.GetInt64(1), UserId: r.GetString(2)),
            ("@id", lease.ConversationId.Value),
            ("@fence", lease.Fence)
        );
        if (row.Key == 0) return new(CommitOutcome.Refused, 0, false);
        if (commit.Escalation is { Revision: > 0 } changed && !IsNext(db, changed)) return new(CommitOutcome.HandoffChanged, 0, false);
        var nextSince = NextSince(db, row.Key, commit);
        if (commit.OnlyIfNothingNew && nextSince is not null) return new(CommitOutcome.MoreWaits, 0, false);
        // The lease has read them, and while it holds, nobody changes the mailbox.
        var covered = lease.Messages.Where(m => m.Position <= commit.UpToPosition).ToList();
        var sequence = MoveToHistory(db, row.Key, row.LastSequence, covered, commit);
        SaveConversation(db, row.Key, commit, sequence, nextSince, clock);
        SaveTurn(db, row.Key, lease, commit, covered, clock);
        if (commit.Gap is { } gap) SqliteKnowledgeGaps.Record(db, gap with { UserId = row.UserId }, gapLimit);
        CountDay(db, commit, covered.Count);
        return new(CommitOutcome.Committed, covered.Count, nextSince is not null);
    }

    private static bool IsNext(SqliteSession db, EscalationTicket ticket) =>
        db.First("SELECT ticket FROM escalations WHERE id = @id", r => SqliteRows.ReadTicket(r), ("@id", ticket.Id))?.Revision
        == ticket.Revision - 1;

    /// <summary>When the first message that this turn does not cover was accepted; null if there is none.</summary>
    private static long? NextSince(SqliteSession db, long key, TurnCommit commit) =>
        db.First(
            "SELECT queued_at FROM mailbox WHERE conversation = @c AND position > @up ORDER BY position LIMIT 1",
            r => (long?)r.GetInt64(0),
            ("@c", key),
            ("@up", commit.UpToPosition)
        );

    private static long MoveToHistory(SqliteSession db, long key, long sequence, List<PendingMessage> covered, TurnCommit commit)
    {
        foreach (var message in covered.Where(m => !m.IsRetry))
        {
            SqliteConversationTable.AppendMessage(db, key, commit.ToMessage(message) with { Sequence = ++sequence });
        }
        db.Execute("DELETE FROM mailbox WHERE conversation = @c AND position <= @up", ("@c", key), ("@up", commit.UpToPosition));
        if (commit.Reply.ToMessage() is { } reply) SqliteConversationTable.AppendMessage(db, key, reply with { Sequence = ++sequence });
        return sequence;
    }

    /// <summary>The turn of a conversation that was ended meanwhile leaves its status and its new context as they are.</summary>
    private static void SaveConversation(SqliteSession db, long key, TurnCommit commit, long sequence, long? nextSince, SqliteClock clock)
    {
        if (commit.Escalation is { } ticket) SqliteConversationTable.SaveTicket(db, key, ticket);
        db.Execute(
            """
            UPDATE conversations SET updated_at = @now, last_sequence = @sequence,
                status = CASE WHEN @ended THEN status ELSE @status END,
                state = CASE WHEN @ended THEN state ELSE @state END,
                context_start = CASE WHEN @ended THEN @sequence ELSE context_start END,
                escalation_id = CASE WHEN @changed THEN @escalation ELSE escalation_id END,
                lease_until = 0, attempts = 0, due_at = @due, waiting_since = @since
            WHERE n = @c
            """,
            ("@ended", commit.Reply.Status == ConversationStatus.Ended ? 1 : 0),
            ("@status", (int)commit.Reply.Status),
            ("@now", clock.Shown),
            ("@sequence", sequence),
            ("@state", SqliteJson.Write(commit.State)),
            ("@changed", commit.Escalation is null ? 0 : 1),
            ("@escalation", commit.Escalation is { IsOpen: true } open ? open.Id : null),
            ("@due", nextSince is null ? (long?)null : clock.Steady),
            ("@since", nextSince),
            ("@c", key)
        );
    }

    private static void SaveTurn(
        SqliteSession db,
        long key,
        TurnLease lease,
        TurnCommit commit,
        List<PendingMessage> covered,
        SqliteClock clock
    )
    {
        var reply = SqliteJson.Write(commit.Reply with { Text = "", Articles = [], Citations = [] });
        db.Execute(
            "INSERT INTO turns (conversation, turn_id, reply) VALUES (@c, @turn, @reply)",
            ("@c", key),
            ("@turn", commit.Reply.TurnId.Value),
            ("@reply", reply)
        );
        // The reply to a message that was given up before is that of its retry from now on.
        foreach (var retried in covered.Where(m => m.RetryTurn is not null))
        {
            db.Execute(
                """
                UPDATE turns SET reply = @reply WHERE conversation = @c
                    AND turn_id = (SELECT turn_id FROM messages WHERE conversation = @c AND id = @id)
                """,
                ("@reply", reply),
                ("@c", key),
                ("@id", retried.Id)
            );
        }
        SqliteConversationTable.AddDeliveries(db, key, commit.Deliveries, clock.Steady);
        if (commit.DeadLetterReason is not { } reason) return;
        var content = new DeadLetterContent([.. covered.Select(m => m.Text)], null)
        {
            MessageIds = [.. covered.Select(m => m.Id)],
            Metadata = covered.LastOrDefault(m => m.Metadata is not null)?.Metadata,
        };
        db.Execute(
            "INSERT INTO dead_letters (id, conversation, kind, reason, content, at) VALUES (@id, @c, 0, @reason, @content, @now)",
            ("@id", SqliteDeadLetters.DeadLetterPrefix + lease.TurnId.Value),
            ("@c", key),
            ("@reason", reason),
            ("@content", SqliteJson.Write(content)),
            ("@now", clock.Shown)
        );
    }

    private static void CountDay(SqliteSession db, TurnCommit commit, int covered)
    {
        var reply = commit.Reply;
        db.Execute(
            """
            INSERT INTO days (day, turns, messages, handoffs, unanswered, degraded,
                positive, neutral, negative, input_tokens, output_tokens, processing_ms)
            VALUES (@day, 1, @messages, @handoffs, @unanswered, @degraded, @positive, @neutral, @negative, @input, @output, @ms)
            ON CONFLICT (day) DO UPDATE SET turns = turns + 1, messages = messages + excluded.messages,
                handoffs = handoffs + excluded.handoffs, unanswered = unanswered + excluded.unanswered,
                degraded = degraded + excluded.degraded,
                positive = positive + excluded.positive, neutral = neutral + excluded.neutral, negative = negative + excluded.negative,
                input_tokens = input_tokens + excluded.input_tokens, output_tokens = output_tokens + excluded.output_tokens,
                processing_ms = processing_ms + excluded.processing_ms
            """,
            ("@day", reply.At.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            ("@messages", covered),
            ("@handoffs", commit.BeginsHandoff ? 1 : 0),
            ("@unanswered", commit.State.LowConfidenceRun > 0 ? 1 : 0),
            ("@degraded", reply.Degraded ? 1 : 0),
            ("@positive", Moods(commit, SentimentLabel.Positive)),
            ("@neutral", Moods(commit, SentimentLabel.Neutral)),
            ("@negative", Moods(commit, SentimentLabel.Negative)),
            ("@input", reply.Tokens.Input),
            ("@output", reply.Tokens.Output),
            ("@ms", (long)reply.ProcessingTime.TotalMilliseconds)
        );
    }

    private static int Moods(TurnCommit commit, SentimentLabel label) => commit.Moods.Values.Count(m => m == label);
}
