using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>Dead letters in the embedded database.</summary>
internal sealed class SqliteDeadLetters(SqliteDatabase database, QueueDepth depth, SqliteClock clock) : IDeadLetters
{
    /// <summary>Of the id of a turn's letter, which the turn's id follows.</summary>
    public const string DeadLetterPrefix = "dead_";

    private const string WithId =
        "SELECT id, text, at, message_key, proven FROM messages WHERE conversation = @c AND id = @it AND role = @customer";

    private const string OfTurn =
        "SELECT id, text, at, message_key, proven FROM messages WHERE conversation = @c AND turn_id = @it AND role = @customer "
        + "ORDER BY sequence";

    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<DeadLetter>>(
            database.Read(db =>
                db.Query(
                    "SELECT d.id, c.id, d.kind, d.reason, d.content, d.at FROM dead_letters d JOIN conversations c ON c.n = "
                        + "d.conversation ORDER BY d.at DESC LIMIT @limit",
                    r => new DeadLetter(
                        r.GetString(0),
                        new(r.GetString(1)),
                        (DeadLetterKind)r.GetInt32(2),
                        r.GetString(3),
                        r.GetJson(4, SqliteJson.Default.DeadLetterContent).Texts,
                        SqliteRows.Time(r.GetInt64(5))
                    ),
                    ("@limit", limit)
                )
            )
        );
    }

    public async Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken)
    {
        var (now, due) = (clock.UtcNow, clock.Steady);
        var (outcome, added) = await database.WriteAsync(db => Retry(db, id, now, due), cancellationToken);
        depth.Add(added);
        return outcome;
    }

    private static (DeadLetterRetry Outcome, int Added) Retry(SqliteSession db, string id, DateTimeOffset now, long due)
    {
        var (conversation, content) = db.First(
            "SELECT c.id, d.content FROM dead_letters d JOIN conversations c ON c.n = d.conversation WHERE d.id = @id",
            r => (r.GetString(0), r.GetJson(1, SqliteJson.Default.DeadLetterContent)),
            ("@id", id)
        );
        if (content is null || SqliteConversationTable.Find(db, new(conversation)) is not { } row)
        {
            return (new DeadLetterRetry.NotFound(), 0);
        }
        var status = row.Conversation.Status;
        if (content.Delivery is null && status == ConversationStatus.Human) return (new DeadLetterRetry.Claimed(), 0);
        db.Execute("DELETE FROM dead_letters WHERE id = @id", ("@id", id));
        if (content.Delivery is { } delivery)
        {
            db.Execute(
                "UPDATE outbox SET state = 0, attempts = 0, due_at = @now, fence = fence + 1 WHERE id = @id",
                ("@now", due),
                ("@id", delivery.Id)
            );
            return (new DeadLetterRetry.Done(row.Conversation.Id, status), 0);
        }

        var turn = new TurnId(id[DeadLetterPrefix.Length..]);
        var messages = Messages(db, row.Key, turn, content, now);
        foreach (var message in messages) Add(db, row.Key, message, turn.Next(), due);
        status = GiveBackToAgent(db, row, now, due);
        return (new DeadLetterRetry.Done(row.Conversation.Id, status), messages.Count);
    }

    /// <summary>
    /// The messages of a turn as the history has them. A letter of an earlier version names its turn only; if that retried a letter itself,
    /// the history has no message of it, and its words come again as new ones.
    /// </summary>
    private static List<PendingMessage> Messages(SqliteSession db, long key, TurnId turn, DeadLetterContent content, DateTimeOffset now)
    {
        var found = content.MessageIds is { } ids
            ? ids.SelectMany(id => Said(db, WithId, key, id)).ToList()
            : Said(db, OfTurn, key, turn.Value);
        if (found.Count != content.Texts.Count)
        {
            return [.. content.Texts.Select(text => new PendingMessage("msg_" + Guid.CreateVersion7(now).ToString("N"), 0, text, now))];
        }
        if (found.Count > 0) found[^1] = found[^1] with { Metadata = content.Metadata };
        return found;
    }

    private static List<PendingMessage> Said(SqliteSession db, string query, long key, string it) =>
        db.Query(
            query,
            r =>
                new PendingMessage(r.GetString(0), 0, r.GetString(1), SqliteRows.Time(r.GetInt64(2)))
                {
                    MessageKey = r.GetStringOrNull(3),
                    SenderIsProven = r.GetBoolean(4),
                },
            ("@c", key),
            ("@it", it),
            ("@customer", (int)MessageRole.Customer)
        );

    private static void Add(SqliteSession db, long key, PendingMessage message, TurnId turn, long due) =>
        db.Execute(
            """
            INSERT INTO mailbox (conversation, id, message_key, text, accepted_at, queued_at, stream, metadata, retry, proven, retry_turn)
            VALUES (@c, @id, @key, @text, @at, @due, 0, @metadata, 1, @proven, @turn)
            """,
            ("@c", key),
            ("@id", message.Id),
            ("@key", message.MessageKey),
            ("@text", message.Text),
            ("@at", message.AcceptedAt.ToUnixTimeMilliseconds()),
            ("@due", due),
            ("@metadata", SqliteJson.Write(message.Metadata)),
            ("@proven", message.SenderIsProven ? 1 : 0),
            ("@turn", turn.Value)
        );

    /// <summary>A conversation that has ended stays so: its words are answered all the same.</summary>
    private static ConversationStatus GiveBackToAgent(SqliteSession db, ConversationRow row, DateTimeOffset now, long due)
    {
        var ticket = row.Conversation.Escalation;
        if (ticket is not null) SqliteConversationTable.SaveTicket(db, row.Key, ticket.Return(now));
        var status = row.Conversation.Status == ConversationStatus.Ended ? ConversationStatus.Ended : ConversationStatus.Bot;
        db.Execute(
            """
            UPDATE conversations SET status = @status, escalation_id = NULL, fence = fence + 1, attempts = 0, lease_until = 0,
                due_at = @due, waiting_since = COALESCE(waiting_since, @due), updated_at = @now WHERE n = @c
            """,
            ("@status", (int)status),
            ("@now", now.ToUnixTimeMilliseconds()),
            ("@due", due),
            ("@c", row.Key)
        );
        return status;
    }
}
