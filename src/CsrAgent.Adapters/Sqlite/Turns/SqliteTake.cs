using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>The atomic step of <see cref="ITurnQueue.TakeAsync"/>.</summary>
internal static class SqliteTake
{
    private const string Due = $"""
        SELECT {SqliteRows.ConversationColumns} FROM {SqliteRows.ConversationTables}
        WHERE c.due_at <= @now ORDER BY c.due_at LIMIT @max
        """;

    private const string Overdue = $"""
        SELECT {SqliteRows.ConversationColumns} FROM {SqliteRows.ConversationTables}
        WHERE c.due_at IS NOT NULL AND c.waiting_since <= @since
          AND c.attempts >= @failures AND c.lease_until <= @now ORDER BY c.waiting_since LIMIT @max
        """;

    /// <summary>
    /// For a conversation that is due with an empty mailbox. No step leaves one behind; if there is one all the same, it must not keep the
    /// others from being taken.
    /// </summary>
    private const string Clear =
        "UPDATE conversations SET due_at = NULL, waiting_since = NULL, lease_until = 0, attempts = 0 WHERE n = @c";

    public static IReadOnlyList<TurnLease> Run(SqliteSession db, TakeRequest request, TurnOptions options, SqliteClock clock)
    {
        var (takenAt, now) = (clock.Timestamp, clock.Steady);
        var rows = request.WaitedFor is { } silence
            ? db.Query(
                Overdue,
                SqliteRows.ReadConversation,
                ("@since", now - (long)silence.TotalMilliseconds),
                ("@failures", TakeRequest.MinFailures),
                ("@now", now),
                ("@max", request.Max)
            )
            : db.Query(Due, SqliteRows.ReadConversation, ("@now", now), ("@max", request.Max));
        var until = now + (long)options.LeaseTime.TotalMilliseconds;
        var leases = new List<TurnLease>(rows.Count);
        foreach (var row in rows)
        {
            var mailbox = SqliteConversationTable.Mailbox(db, row.Key);
            if (mailbox.Count == 0)
            {
                db.Execute(Clear, ("@c", row.Key));
                continue;
            }
            db.Execute(
                "UPDATE conversations SET fence = fence + 1, attempts = attempts + 1, lease_until = @until, due_at = @until WHERE n = @c",
                ("@until", until),
                ("@c", row.Key)
            );
            leases.Add(
                new TurnLease
                {
                    TurnId = mailbox[0].Turn,
                    Fence = row.Fence + 1,
                    TakenAt = takenAt,
                    Attempt = row.Attempts + 1,
                    Waited = TimeSpan.FromMilliseconds(Math.Max(0, now - row.WaitingSince)),
                    Conversation = row.Conversation,
                    Messages = mailbox,
                    History = History(db, row, mailbox, options.HistoryLimit),
                }
            );
        }

        // What was cleared took the place of others.
        if (leases.Count < rows.Count) leases.AddRange(Run(db, request with { Max = rows.Count - leases.Count }, options, clock));
        return leases;
    }

    // Citations are for readers of the history, not for turns, and are left out.
    private const string LatestMessages =
        "SELECT sequence, id, message_key, role, text, at, turn_id, sentiment, author, articles, NULL FROM messages "
        + "WHERE conversation = @c AND sequence > @start ORDER BY sequence DESC LIMIT @limit";

    private static List<Message> History(SqliteSession db, ConversationRow row, List<PendingMessage> mailbox, int limit)
    {
        if (limit == 0 || row.LastSequence <= row.Conversation.ContextStart) return [];
        var latest = db.Query(
            LatestMessages,
            SqliteRows.ReadMessage,
            ("@c", row.Key),
            ("@start", row.Conversation.ContextStart),
            ("@limit", limit)
        );
        latest.RemoveAll(message => mailbox.Exists(waiting => waiting.IsRetry && waiting.Id == message.Id));
        latest.Reverse();
        return latest;
    }
}
