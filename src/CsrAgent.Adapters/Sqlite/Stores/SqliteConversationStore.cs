using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>
/// Conversations in the embedded database. Reads run on the caller's thread with separate connections; ending and erasing go through the
/// writer.
/// </summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, SqliteLog log, QueueDepth depth, SqliteClock clock)
    : IConversationStore
{
    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Read(db => ReadPage(db, id, after, limit)));
    }

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db =>
                db.First(
                    """
                    SELECT t.reply, said.text, said.articles, said.citations
                    FROM conversations c JOIN messages m ON m.conversation = c.n AND m.id = @message
                    JOIN turns t ON t.conversation = c.n AND t.turn_id = m.turn_id
                    LEFT JOIN messages said ON said.conversation = c.n AND said.turn_id = m.turn_id AND said.role = @agent
                    WHERE c.id = @id
                    """,
                    ReadReply,
                    ("@id", id.Value),
                    ("@message", messageId),
                    ("@agent", (int)MessageRole.Agent)
                )
            )
        );
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

    /// <summary>The agent's text, if any, is stored only as its message.</summary>
    private static TurnReply ReadReply(SqliteRow r)
    {
        var reply = r.GetJson(0, SqliteJson.Default.TurnReply);
        return r.IsNull(1)
            ? reply
            : reply with
            {
                Text = r.GetString(1),
                Articles = SqliteRows.Articles(r, 2),
                Citations = SqliteRows.Citations(r, 3),
            };
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
