using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>What was given up, in the embedded database.</summary>
internal sealed class SqliteDeadLetters(SqliteDatabase database, QueueDepth depth, TimeProvider time) : IDeadLetters
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

    public async Task<bool> RetryAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var added = await database.WriteAsync(db => Retry(db, id, now), cancellationToken);
        depth.Add(added ?? 0);
        return added is not null;
    }

    private static int? Retry(SqliteSession db, string id, DateTimeOffset now)
    {
        var (conversation, content) = db.First(
            "SELECT conversation, content FROM dead_letters WHERE id = @id",
            r => (r.GetInt64(0), r.GetJson(1, SqliteJson.Default.DeadLetterContent)),
            ("@id", id)
        );
        if (content is null) return null;
        db.Execute("DELETE FROM dead_letters WHERE id = @id", ("@id", id));
        var milliseconds = now.ToUnixTimeMilliseconds();
        if (content.Delivery is { } delivery)
        {
            db.Execute(
                "UPDATE outbox SET state = 0, attempts = 0, due_at = @now, fence = fence + 1 WHERE id = @id",
                ("@now", milliseconds),
                ("@id", delivery.Id)
            );
            return 0;
        }

        foreach (var text in content.Texts)
        {
            db.Execute(
                "INSERT INTO mailbox (conversation, id, text, accepted_at, stream) VALUES (@c, @id, @text, @now, 0)",
                ("@c", conversation),
                ("@id", "msg_" + Guid.CreateVersion7(now).ToString("N")),
                ("@text", text),
                ("@now", milliseconds)
            );
        }

        GiveBackToAgent(db, conversation, milliseconds);
        return content.Texts.Count;
    }

    private static void GiveBackToAgent(SqliteSession db, long conversation, long now)
    {
        db.Execute(
            """
            UPDATE escalations SET state = @returned, due_at = NULL, ticket = json_set(ticket, '$.State', 'Returned')
            WHERE id = (SELECT escalation_id FROM conversations WHERE n = @c)
            """,
            ("@returned", (int)EscalationState.Returned),
            ("@c", conversation)
        );
        db.Execute(
            """
            UPDATE conversations SET status = @bot, escalation_id = NULL, fence = fence + 1, attempts = 0, lease_until = 0,
                due_at = @now, waiting_since = COALESCE(waiting_since, @now), updated_at = @now WHERE n = @c
            """,
            ("@bot", (int)ConversationStatus.Bot),
            ("@now", now),
            ("@c", conversation)
        );
    }
}
