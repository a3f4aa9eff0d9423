using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Conversations;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Tests.Simulation.Cluster;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>A queue with one planted fault.</summary>
internal sealed class FaultyTurnQueue(ITurnQueue inner, Plant plant, SharedStore store) : ITurnQueue
{
    private KnowledgeGap? _notYetWritten;

    public async Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var id = message.ConversationId.Value;
        if (plant == Plant.DedupeDropped) store.Tamper(db => db.Execute("DELETE FROM seen"));
        if (plant == Plant.TokenIgnored) message = message with { SessionSince = null };
        var isLeased = store.Tamper(db => db.Number("SELECT lease_until FROM conversations WHERE id = @id", ("@id", id))) > 0;
        if (plant == Plant.AcceptedNotStored && isLeased) return new AcceptOutcome.Accepted("msg_nowhere", message.SessionSince ?? default);
        var outcome = await inner.AcceptAsync(message, cancellationToken);
        if (plant == Plant.OrderSwapped && outcome is AcceptOutcome.Accepted accepted)
        {
            store.Tamper(db =>
                db.Execute(
                    "UPDATE mailbox SET position = (SELECT MIN(position) - 1 FROM mailbox) WHERE id = @id",
                    ("@id", accepted.MessageId)
                )
            );
        }
        return outcome;
    }

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        if (plant == Plant.AttemptsForgotten) store.Tamper(db => db.Execute("UPDATE conversations SET attempts = 0"));
        var leases = await inner.TakeAsync(request, cancellationToken);
        foreach (var lease in leases)
        {
            if (plant == Plant.LeaseIgnored) Change(lease, "due_at = 0");
            if (plant == Plant.ReclaimForgotten) Change(lease, "due_at = due_at * 2");
        }
        return leases;
    }

    public async Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken)
    {
        var mailbox = await inner.RenewAsync(lease, cancellationToken);
        if (plant == Plant.LeaseIgnored && mailbox is not null) Change(lease, "due_at = 0");
        if (plant == Plant.ReclaimForgotten && mailbox is not null) Change(lease, "due_at = due_at * 2");
        return mailbox;
    }

    public async Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken)
    {
        if (plant == Plant.FenceIgnored || (plant == Plant.OldIncarnationCommits && IsOther(lease))) lease = Fenced(lease);
        if (plant == Plant.CommitCoversUnread) commit = Whole(lease, commit);
        if (plant == Plant.DeliveriesDropped) commit = commit with { Deliveries = [] };
        if (plant == Plant.NewerFieldsCut) commit = commit with { State = commit.State with { Unknown = null } };
        if (plant == Plant.GapBesideCommit) commit = commit with { Gap = Later(commit.Gap) };
        var outcome = await inner.CommitAsync(lease, commit, cancellationToken);
        if (plant == Plant.KeysForgottenAfterTurn && outcome == CommitOutcome.Committed)
        {
            store.Tamper(db => db.Execute("DELETE FROM seen WHERE message_id NOT IN (SELECT id FROM mailbox)"));
        }
        return outcome;
    }

    public async Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        if (plant == Plant.HandBackLate && !countAttempt) return;
        await inner.FailAsync(lease, delay, countAttempt, cancellationToken);
        if (plant == Plant.HandBackLost && !countAttempt) Change(lease, "due_at = NULL");
    }

    private void Change(TurnLease lease, string what) =>
        store.Tamper(db =>
            db.Execute(
                $"UPDATE conversations SET {what} WHERE id = @id AND fence = @fence",
                ("@id", lease.ConversationId.Value),
                ("@fence", lease.Fence)
            )
        );

    private bool IsOther(TurnLease lease) => Number(lease.ConversationId, "incarnation") != lease.Conversation.Incarnation;

    private TurnLease Fenced(TurnLease lease)
    {
        var fence = Number(lease.ConversationId, "fence");
        Change(lease with { Fence = fence }, "lease_until = MAX(lease_until, 1)");
        return lease with { Fence = fence };
    }

    private TurnCommit Whole(TurnLease lease, TurnCommit commit) =>
        commit with
        {
            OnlyIfNothingNew = false,
            UpToPosition = store.Tamper(db =>
                db.Number(
                    "SELECT MAX(position) FROM mailbox JOIN conversations ON n = conversation WHERE conversations.id = @id",
                    ("@id", lease.ConversationId.Value)
                )
            ),
        };

    private KnowledgeGap? Later(KnowledgeGap? gap)
    {
        if (_notYetWritten is { } late)
        {
            store.Tamper(db =>
            {
                SqliteKnowledgeGaps.Record(db, late, 1000);
                return 0;
            });
        }
        _notYetWritten = gap;
        return null;
    }

    private long Number(ConversationId id, string column) =>
        store.Tamper(db => db.Number($"SELECT {column} FROM conversations WHERE id = @id", ("@id", id.Value)));
}
