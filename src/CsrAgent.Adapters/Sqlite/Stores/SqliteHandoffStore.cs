using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Conversations;
using CsrAgent.Handoff;

namespace CsrAgent.Adapters.Sqlite.Stores;

/// <summary>Hand-offs in the embedded database.</summary>
internal sealed class SqliteHandoffStore(SqliteDatabase database, SqliteClock clock) : IHandoffStore
{
    private const string ByRank = "SELECT ticket FROM escalations ORDER BY priority DESC, created_at LIMIT @limit";

    private const string ByStateAndRank =
        "SELECT ticket FROM escalations WHERE state = @state ORDER BY priority DESC, created_at LIMIT @limit";

    public Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken)
    {
        return database.WriteAsync(db => Apply(db, change, clock), cancellationToken);
    }

    public Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(db =>
                db.First("SELECT ticket FROM escalations WHERE id = @id", r => SqliteRows.ReadTicket(r), ("@id", escalationId))
            )
        );
    }

    public Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<EscalationTicket>>(
            database.Read(db =>
                db.Query(
                    state is null ? ByRank : ByStateAndRank,
                    r => SqliteRows.ReadTicket(r),
                    state is { } wanted ? [("@limit", limit), ("@state", (int)wanted)] : [("@limit", limit)]
                )
            )
        );
    }

    public Task<IReadOnlyList<EscalationTicket>> ListOfAsync(ConversationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<EscalationTicket>>(
            database.Read(db =>
                db.Query(
                    """
                    SELECT e.ticket FROM conversations c JOIN escalations e ON e.conversation = c.n
                    WHERE c.id = @id ORDER BY e.created_at
                    """,
                    r => SqliteRows.ReadTicket(r),
                    ("@id", id.Value)
                )
            )
        );
    }

    public Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<EscalationTicket>>(
            database.Read(db =>
                db.Query(
                    "SELECT ticket FROM escalations WHERE due_at <= @now ORDER BY due_at LIMIT @limit",
                    r => SqliteRows.ReadTicket(r),
                    ("@now", now.ToUnixTimeMilliseconds()),
                    ("@limit", limit)
                )
            )
        );
    }

    private static bool Apply(SqliteSession db, HandoffChange change, SqliteClock clock)
    {
        if (SqliteConversationTable.Find(db, change.ConversationId) is not { } row) return false;
        if (change.Incarnation is { } decidedOn && decidedOn != row.Conversation.Incarnation) return false;
        var current = row.Conversation.Escalation;
        var fits = change.From is { } from
            ? current?.Id == from.Id && current.Revision == from.Revision
            : current is null && row.Conversation.Status == ConversationStatus.Bot;
        if (!fits) return false;
        var sequence = row.LastSequence;
        foreach (var message in change.Messages) SqliteConversationTable.AppendMessage(db, row.Key, message with { Sequence = ++sequence });
        SqliteConversationTable.SaveTicket(db, row.Key, change.After);
        SqliteConversationTable.AddDeliveries(db, row.Key, change.Deliveries, clock.Steady);
        SaveConversation(db, row.Key, change, sequence, clock);
        return true;
    }

    /// <summary>
    /// A change of owner raises the fence: a turn running at the same time cannot commit, and its messages are due again.
    /// </summary>
    private static void SaveConversation(SqliteSession db, long key, HandoffChange change, long sequence, SqliteClock clock)
    {
        db.Execute(
            """
            UPDATE conversations SET status = @status, updated_at = CASE WHEN @said OR status <> @status THEN @now ELSE updated_at END,
                last_sequence = @sequence, escalation_id = @ticket,
                context_start = CASE WHEN @cut THEN @sequence ELSE context_start END, state = CASE WHEN @cut THEN @new ELSE state END,
                fence = fence + (status <> @status),
                attempts = CASE WHEN status <> @status THEN 0 ELSE attempts END,
                lease_until = CASE WHEN status <> @status THEN 0 ELSE lease_until END,
                due_at = CASE WHEN status <> @status AND waiting_since IS NOT NULL THEN @due ELSE due_at END
            WHERE n = @c
            """,
            ("@status", (int)change.Status),
            ("@now", clock.Shown),
            ("@due", clock.Steady),
            ("@sequence", sequence),
            ("@ticket", change.Ticket.IsOpen ? change.Ticket.Id : null),
            ("@cut", change.CutContext ? 1 : 0),
            ("@said", change.Messages.Count > 0 ? 1 : 0),
            ("@new", SqliteConversationTable.NewState),
            ("@c", key)
        );
    }
}
