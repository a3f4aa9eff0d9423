using System.IO.Hashing;
using System.Text;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>The atomic step of <see cref="ITurnQueue.AcceptAsync"/>.</summary>
internal static class SqliteAccept
{
    private sealed record AcceptTarget(long Key, string UserId, string Channel, ConversationStatus Status, bool Leased, long? WaitingSince);

    public static AcceptOutcome Run(SqliteSession db, IncomingMessage message, string id, SqliteClock clock)
    {
        var found = Find(db, message);
        if (found is not null && (found.UserId != message.UserId || found.Channel != message.Channel)) return new AcceptOutcome.NotYours();
        if (message.SessionSince is { } since && SqliteClosedSessions.WasClosedSince(db, message.ConversationId, since))
        {
            return new AcceptOutcome.SessionClosed();
        }
        var target = found ?? Create(db, message, clock.Shown);
        if (message.MessageKey is { } seen && Seen(db, target.Key, seen, Hash(message)) is { } known) return known;
        if (message.Follows is { } last && last != SqliteCustomerWords.LastId(db, target.Key)) return new AcceptOutcome.Overtaken();
        if (message.MessageKey is { } key)
        {
            db.Execute(
                "INSERT INTO seen (conversation, message_key, message_id, text_hash) VALUES (@c, @key, @id, @hash)",
                ("@c", target.Key),
                ("@key", key),
                ("@id", id),
                ("@hash", Hash(message))
            );
        }

        Append(db, message, target.Key, id, clock);
        MakeDue(db, target, message, clock.Steady);
        return new AcceptOutcome.Accepted(id, DateTimeOffset.FromUnixTimeMilliseconds(clock.Shown));
    }

    /// <summary>The result of an earlier accept of the same message, or null. Changes nothing.</summary>
    public static AcceptOutcome? Known(SqliteSession db, IncomingMessage message)
    {
        if (message.MessageKey is not { } key) return null;
        var conversation = db.Number(
            "SELECT n FROM conversations WHERE id = @id AND user_id = @user AND channel = @channel",
            ("@id", message.ConversationId.Value),
            ("@user", message.UserId),
            ("@channel", message.Channel)
        );
        return conversation == 0 ? null : Seen(db, conversation, key, Hash(message));
    }

    private static long Hash(IncomingMessage message) =>
        (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(message.Fingerprint ?? message.Text));

    private static AcceptTarget? Find(SqliteSession db, IncomingMessage message) =>
        db.First(
            "SELECT n, user_id, channel, status, lease_until > 0, waiting_since FROM conversations WHERE id = @id",
            r => new AcceptTarget(
                r.GetInt64(0),
                r.GetString(1),
                r.GetString(2),
                (ConversationStatus)r.GetInt32(3),
                r.GetBoolean(4),
                r.IsNull(5) ? null : r.GetInt64(5)
            ),
            ("@id", message.ConversationId.Value)
        );

    private static AcceptTarget Create(SqliteSession db, IncomingMessage message, long now)
    {
        var key = db.Number(
            """
            INSERT INTO conversations (id, user_id, channel, status, created_at, updated_at, state, incarnation, fence)
            VALUES (@id, @user, @channel, @status, @now, @now, @new, @incarnation, @incarnation) RETURNING n
            """,
            ("@id", message.ConversationId.Value),
            ("@user", message.UserId),
            ("@channel", message.Channel),
            ("@status", (int)ConversationStatus.Bot),
            ("@now", now),
            ("@new", SqliteConversationTable.NewState),
            ("@incarnation", Incarnation.New())
        );
        return new AcceptTarget(key, message.UserId, message.Channel, ConversationStatus.Bot, false, null);
    }

    private static AcceptOutcome? Seen(SqliteSession db, long conversation, string key, long hash) =>
        db.First<AcceptOutcome>(
            "SELECT message_id, text_hash FROM seen WHERE conversation = @c AND message_key = @key",
            r => r.GetInt64(1) == hash ? new AcceptOutcome.Duplicate(r.GetString(0)) : new AcceptOutcome.KeyReused(),
            ("@c", conversation),
            ("@key", key)
        );

    private static void Append(SqliteSession db, IncomingMessage message, long conversation, string id, SqliteClock clock) =>
        db.Execute(
            """
            INSERT INTO mailbox (conversation, id, message_key, text, accepted_at, queued_at, stream, metadata, trace_parent,
                proven)
            VALUES (@c, @id, @key, @text, @now, @queued, @stream, @metadata, @trace, @proven)
            """,
            ("@c", conversation),
            ("@id", id),
            ("@key", message.MessageKey),
            ("@text", message.Text),
            ("@now", clock.Shown),
            ("@queued", clock.Steady),
            ("@stream", message.Stream ? 1 : 0),
            ("@metadata", SqliteJson.Write(message.Metadata)),
            ("@trace", message.TraceParent),
            ("@proven", message.SenderIsProven ? 1 : 0)
        );

    /// <summary>
    /// A leased conversation stays due at the end of its lease. Otherwise each message of a burst restarts the debounce, up to four times
    /// the debounce after the first; another message does not shorten a retry's back-off.
    /// </summary>
    private static void MakeDue(SqliteSession db, AcceptTarget target, IncomingMessage message, long now)
    {
        var since = target.WaitingSince ?? now;
        var settle = (long)message.Debounce.TotalMilliseconds;
        var due = Math.Min(now + settle, Math.Max(now, since + 4 * settle));
        db.Execute(
            """
            UPDATE conversations SET
                waiting_since = @since,
                due_at = CASE WHEN @leased THEN due_at WHEN attempts > 0 THEN MAX(COALESCE(due_at, 0), @due) ELSE @due END,
                status = CASE WHEN status = @ended THEN @bot ELSE status END,
                state = CASE WHEN status = @ended THEN @new ELSE state END
            WHERE n = @c
            """,
            ("@since", since),
            ("@leased", target.Leased ? 1 : 0),
            ("@due", due),
            ("@ended", (int)ConversationStatus.Ended),
            ("@bot", (int)ConversationStatus.Bot),
            ("@new", SqliteConversationTable.NewState),
            ("@c", target.Key)
        );
    }
}
