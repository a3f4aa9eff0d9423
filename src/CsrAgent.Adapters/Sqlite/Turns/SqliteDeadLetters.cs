using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>Dead letters in the embedded database.</summary>
internal sealed class SqliteDeadLetters(SqliteDatabase database, QueueDepth depth, SqliteClock clock) : IDeadLetters
{
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

        foreach (var text in content.Texts)
        {
            db.Execute(
                """
                INSERT INTO mailbox (conversation, id, text, accepted_at, queued_at, stream, retry)
                VALUES (@c, @id, @text, @now, @due, 0, 1)
                """,
                ("@c", row.Key),
                ("@id", "msg_" + Guid.CreateVersion7(now).ToString("N")),
                ("@text", text),
                ("@now", now.ToUnixTimeMilliseconds()),
                ("@due", due)
            );
        }

        status = GiveBackToAgent(db, row, now, due);
        return (new DeadLetterRetry.Done(row.Conversation.Id, status), content.Texts.Count);
    }

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
