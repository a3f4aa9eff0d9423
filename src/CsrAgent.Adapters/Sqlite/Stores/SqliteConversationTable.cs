using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Steps shared by several operations. All run inside the writer's transaction.</summary>
internal static class SqliteConversationTable
{
    /// <summary>The state of a new conversation, and of one whose context was cut.</summary>
    public static readonly byte[] NewState = SqliteJson.Write(ConversationState.New);

    public static ConversationRow? Find(SqliteSession db, ConversationId id) =>
        db.First(
            $"SELECT {SqliteRows.ConversationColumns} FROM {SqliteRows.ConversationTables} WHERE c.id = @id",
            SqliteRows.ReadConversation,
            ("@id", id.Value)
        );

    public static List<PendingMessage> Mailbox(SqliteSession db, long conversation) =>
        db.Query(
            $"SELECT {SqliteRows.PendingColumns} FROM mailbox WHERE conversation = @c ORDER BY position",
            SqliteRows.ReadPending,
            ("@c", conversation)
        );

    public static void AppendMessage(SqliteSession db, long conversation, Message message) =>
        db.Execute(
            """
            INSERT INTO messages (conversation, sequence, id, message_key, role, text, at, turn_id, sentiment, author, articles, citations,
                proven)
            VALUES (@c, @sequence, @id, @key, @role, @text, @at, @turn, @sentiment, @author, @articles, @citations, @proven)
            """,
            ("@c", conversation),
            ("@sequence", message.Sequence),
            ("@id", message.Id),
            ("@key", message.MessageKey),
            ("@role", (int)message.Role),
            ("@text", message.Text),
            ("@at", message.At.ToUnixTimeMilliseconds()),
            ("@turn", message.TurnId?.Value),
            ("@sentiment", (int?)message.Sentiment),
            // Who wrote it: the person's name, or the model.
            ("@author", message.Role == MessageRole.Agent ? message.Model : message.Author),
            ("@articles", SqliteJson.Write(message.Articles)),
            ("@citations", SqliteJson.Write(message.Citations)),
            ("@proven", message.SenderIsProven ? 1 : 0)
        );

    public static void SaveTicket(SqliteSession db, long conversation, EscalationTicket ticket) =>
        db.Execute(
            """
            INSERT INTO escalations (id, conversation, state, priority, created_at, due_at, ticket)
            VALUES (@id, @c, @state, @priority, @created, @due, @ticket)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority, due_at = excluded.due_at,
                ticket = excluded.ticket
            """,
            ("@id", ticket.Id),
            ("@c", conversation),
            ("@state", (int)ticket.State),
            ("@priority", (int)ticket.Priority),
            ("@created", ticket.CreatedAt.ToUnixTimeMilliseconds()),
            ("@due", ticket.DueAt?.ToUnixTimeMilliseconds()),
            ("@ticket", SqliteJson.Write(ticket))
        );

    public static void AddDeliveries(SqliteSession db, long conversation, IReadOnlyList<Delivery> deliveries, long now)
    {
        foreach (var delivery in deliveries)
        {
            db.Execute(
                "INSERT INTO outbox (id, conversation, state, delivery, due_at) VALUES (@id, @c, 0, @delivery, @now) ON CONFLICT (id) DO "
                    + "NOTHING",
                ("@id", delivery.Id),
                ("@c", conversation),
                ("@delivery", SqliteJson.Write(delivery)),
                ("@now", now)
            );
        }
    }
}
