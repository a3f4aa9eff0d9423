using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Removes everything that belongs to one conversation.</summary>
internal static class SqliteErase
{
    /// <returns>How many messages went, and how many of them were pending; null if there is no such conversation.</returns>
    public static (int Messages, int Pending)? Run(SqliteSession db, ConversationId id)
    {
        var key = db.Number("SELECT n FROM conversations WHERE id = @id", ("@id", id.Value));
        if (key == 0) return null;
        var pending = db.Execute("DELETE FROM mailbox WHERE conversation = @c", ("@c", key));
        var messages = db.Execute("DELETE FROM messages WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM seen WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM turns WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM escalations WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM outbox WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM dead_letters WHERE conversation = @c", ("@c", key));
        db.Execute("DELETE FROM feedback WHERE conversation = @c", ("@c", key));
        db.Execute("UPDATE memory_position SET conversation = '' WHERE n = 1 AND conversation = @id", ("@id", id.Value));
        db.Execute("DELETE FROM conversations WHERE n = @c", ("@c", key));
        return (messages + pending, pending);
    }
}
