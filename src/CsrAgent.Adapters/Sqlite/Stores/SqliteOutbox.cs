using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Deliveries in the embedded database. States: 0 pending, 1 sent, 2 given up.</summary>
internal sealed class SqliteOutbox(SqliteDatabase database, IOptions<OutboxOptions> options, SqliteClock clock) : IOutbox
{
    public Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var now = clock.Steady;
        var until = now + (long)options.Value.SendTimeout.TotalMilliseconds * 2;
        var takenAt = clock.Timestamp;
        return database.WriteAsync<IReadOnlyList<OutboxEntry>>(db => Take(db, max, now, until, takenAt), cancellationToken);
    }

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Execute(
                    "UPDATE outbox SET state = 1, channel_message_id = @channel WHERE id = @id AND state = 0",
                    ("@channel", channelMessageId),
                    ("@id", entry.Delivery.Id)
                ),
            cancellationToken
        );

    public Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db =>
                db.First(
                    """
                    SELECT o.channel_message_id FROM outbox o JOIN conversations c ON c.n = o.conversation
                    WHERE o.id = @id AND o.state = 1 AND c.id = @conversation
                    """,
                    r => r.GetStringOrNull(0),
                    ("@id", deliveryId),
                    ("@conversation", conversation.Value)
                )
            )
        );
    }

    public Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken)
    {
        var (now, shown) = (clock.Steady, clock.Shown);
        return database.WriteAsync(db => Failed(db, entry, error, retryIn, now, shown), cancellationToken);
    }

    private static List<OutboxEntry> Take(SqliteSession db, int max, long now, long until, long takenAt)
    {
        var entries = db.Query(
            """
            SELECT delivery, attempts, fence FROM outbox o WHERE state = 0 AND due_at <= @now
            AND NOT EXISTS (SELECT 1 FROM outbox earlier
                WHERE earlier.conversation = o.conversation AND earlier.state = 0 AND earlier.n < o.n)
            ORDER BY n LIMIT @max
            """,
            r => new OutboxEntry(r.GetJson(0, SqliteJson.Default.Delivery), r.GetInt32(1) + 1, r.GetInt64(2) + 1, takenAt),
            ("@now", now),
            ("@max", max)
        );
        foreach (var entry in entries)
        {
            db.Execute(
                "UPDATE outbox SET attempts = @attempts, fence = @fence, due_at = @until WHERE id = @id",
                ("@attempts", entry.Attempt),
                ("@fence", entry.Fence),
                ("@until", until),
                ("@id", entry.Delivery.Id)
            );
        }

        return entries;
    }

    private static int Failed(SqliteSession db, OutboxEntry entry, string error, TimeSpan? retryIn, long now, long shown)
    {
        var held = db.Execute(
            "UPDATE outbox SET state = @state, error = @error, due_at = @due WHERE id = @id AND fence = @fence AND state = 0",
            ("@state", retryIn is null ? 2 : 0),
            ("@error", error),
            ("@due", now + (long)(retryIn ?? TimeSpan.Zero).TotalMilliseconds),
            ("@id", entry.Delivery.Id),
            ("@fence", entry.Fence)
        );
        if (held == 0 || retryIn is not null) return held;
        return db.Execute(
            """
            INSERT INTO dead_letters (id, conversation, kind, reason, content, at)
            SELECT 'dead_' || id, conversation, 1, @error, @content, @now FROM outbox WHERE id = @id
            """,
            ("@error", error),
            ("@now", shown),
            ("@id", entry.Delivery.Id),
            ("@content", SqliteJson.Write(new DeadLetterContent([entry.Delivery.Text], entry.Delivery)))
        );
    }
}
