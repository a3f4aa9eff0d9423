using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Owners;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>
/// Conversations in the embedded database. Reads run on the caller's thread with separate connections; ending and erasing go through the
/// writer.
/// </summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, SqliteLog log, QueueDepth depth, SqliteClock clock)
    : IConversationStore,
        IConversationOwners
{
    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => ReadPage(db, id, after, limit)));
    }

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => ReadReply(db, id, messageId)));
    }

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var rows = database.Read(db => SqliteConversationList.Read(db, filter));
        return Task.FromResult<IReadOnlyList<Conversation>>([.. rows.Select(r => r.Conversation)]);
    }

    public Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken)
    {
        return database.WriteAsync(db => End(db, id, clock), cancellationToken);
    }

    public Task<bool> AssignAsync(ConversationId id, string from, string to, CancellationToken cancellationToken) =>
        database.WriteAsync(
            db =>
                db.Execute(
                    "UPDATE conversations SET user_id = @to WHERE id = @id AND user_id = @from",
                    ("@to", to),
                    ("@id", id.Value),
                    ("@from", from)
                ) > 0,
            cancellationToken
        );

    public async Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    )
    {
        var erased = await database.WriteAsync(
            db =>
            {
                var gone = ids.Select(id => SqliteErase.Run(db, id)).OfType<(int Messages, int Pending)>().ToList();
                if (erasure is not null)
                {
                    SqliteErasureProgress.Add(db, erasure, new(gone.Count, gone.Sum(e => e.Messages), 0));
                }
                return gone;
            },
            cancellationToken
        );
        depth.Add(-erased.Sum(e => e.Pending));
        log.Empty();
        return erased.Sum(e => e.Messages);
    }

    /// <summary>
    /// The agent's text, if any, is stored only as its message. One that waits has no reply, also where a retry waits whose first turn has
    /// one.
    /// </summary>
    private static TurnReply? ReadReply(SqliteSession db, ConversationId id, string messageId)
    {
        var (conversation, reply) = db.First(
            """
            SELECT c.n, t.reply FROM conversations c JOIN messages m ON m.conversation = c.n AND m.id = @message
            JOIN turns t ON t.conversation = c.n AND t.turn_id = m.turn_id
            WHERE c.id = @id AND NOT EXISTS (SELECT 1 FROM mailbox w WHERE w.conversation = c.n AND w.id = @message)
            """,
            r => (r.GetInt64(0), r.GetJson(1, SqliteJson.Default.TurnReply)),
            ("@id", id.Value),
            ("@message", messageId)
        );
        if (reply is null) return null;
        return db.First(
                "SELECT text, articles, citations FROM messages WHERE conversation = @c AND turn_id = @turn AND role = @agent",
                r =>
                    reply with
                    {
                        Text = r.GetString(0),
                        Articles = SqliteRows.Articles(r, 1),
                        Citations = SqliteRows.Citations(r, 2),
                    },
                ("@c", conversation),
                ("@turn", reply.TurnId.Value),
                ("@agent", (int)MessageRole.Agent)
            ) ?? reply;
    }

    private static ConversationPage? ReadPage(SqliteSession db, ConversationId id, long after, int limit)
    {
        if (SqliteConversationTable.Find(db, id) is not { } row) return null;
        if (after < 0) after = Math.Max(0, row.LastSequence + after);
        var messages = db.Query(
            $"SELECT {SqliteRows.MessageColumns} FROM messages WHERE conversation = @c AND sequence > @after ORDER BY sequence LIMIT "
                + "@limit",
            SqliteRows.ReadMessage,
            ("@c", row.Key),
            ("@after", after),
            ("@limit", limit)
        );
        if (messages.Count == limit && messages[^1].Sequence < row.LastSequence)
        {
            return new(row.Conversation, messages, messages[^1].Sequence);
        }
        messages.AddRange(SqliteConversationTable.Mailbox(db, row.Key).Where(m => !m.IsRetry).Select(m => m.ToMessage()));
        return new(row.Conversation, messages, null);
    }

    private static bool End(SqliteSession db, ConversationId id, SqliteClock clock)
    {
        if (SqliteConversationTable.Find(db, id) is not { } row) return false;
        if (row.Conversation.Escalation is { } ticket)
        {
            SqliteConversationTable.SaveTicket(db, row.Key, ticket with { State = EscalationState.Resolved, ClosedAt = clock.UtcNow });
        }
        db.Execute(
            """
            UPDATE conversations SET status = @ended, state = @new, escalation_id = NULL, context_start = last_sequence, updated_at = @now,
                fence = fence + 1, lease_until = 0, attempts = 0, due_at = CASE WHEN waiting_since IS NULL THEN NULL ELSE @due END
            WHERE n = @c
            """,
            ("@ended", (int)ConversationStatus.Ended),
            ("@new", SqliteConversationTable.NewState),
            ("@now", clock.Shown),
            ("@due", clock.Steady),
            ("@c", row.Key)
        );
        return true;
    }
}
