using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>What a customer wrote last: the mailbox, and behind it the history.</summary>
internal sealed class SqliteCustomerWords(SqliteDatabase database) : ICustomerWords
{
    public Task<IReadOnlyList<Message>> ReadLatestAsync(ConversationId id, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Message>>(
            database.Read(db =>
            {
                var conversation = db.Number("SELECT n FROM conversations WHERE id = @id", ("@id", id.Value));
                var latest = conversation == 0 ? [] : Latest(db, conversation, limit);
                latest.Reverse();
                return latest;
            })
        );
    }

    /// <summary>The id of the customer's newest message, "" where there is none.</summary>
    public static string LastId(SqliteSession db, long conversation) => Latest(db, conversation, 1) is [var last] ? last.Id : "";

    // Newest first.
    private static List<Message> Latest(SqliteSession db, long conversation, int limit)
    {
        var latest = db.Query(
            "SELECT id, text FROM mailbox WHERE conversation = @c AND retry = 0 ORDER BY position DESC LIMIT @limit",
            Read,
            ("@c", conversation),
            ("@limit", limit)
        );
        if (latest.Count == limit) return latest;
        latest.AddRange(
            db.Query(
                "SELECT id, text FROM messages WHERE conversation = @c AND role = @customer ORDER BY sequence DESC LIMIT @limit",
                Read,
                ("@c", conversation),
                ("@customer", (int)MessageRole.Customer),
                ("@limit", limit - latest.Count)
            )
        );
        return latest;
    }

    private static Message Read(SqliteRow row) =>
        new()
        {
            Id = row.GetString(0),
            Role = MessageRole.Customer,
            Text = row.GetString(1),
            At = default,
        };
}
