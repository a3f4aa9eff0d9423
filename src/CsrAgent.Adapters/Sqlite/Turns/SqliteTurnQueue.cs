using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Adapters.Sqlite.Stores;
using CsrAgent.Knowledge;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Sqlite.Turns;

/// <summary>The mailboxes in the embedded database. Each method is one operation of the group-commit writer.</summary>
internal sealed class SqliteTurnQueue : ITurnQueue, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly TurnOptions _options;
    private readonly int _gapLimit;
    private readonly SqliteClock _clock;
    private readonly DueSignal _due;
    private readonly QueueDepth _depth;

    public SqliteTurnQueue(
        SqliteDatabase database,
        QueueDepth depth,
        IOptions<TurnOptions> options,
        IOptions<KnowledgeOptions> knowledge,
        SqliteClock clock
    )
    {
        _gapLimit = knowledge.Value.GapLimit;
        _database = database;
        _options = options.Value;
        _clock = clock;
        _depth = depth;
        _due = new DueSignal(clock.Time);
        _depth.Set(database.Read(db => db.Number("SELECT COUNT(*) FROM mailbox")));
    }

    public async Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        // A repeat takes no room, and its sender must not be rejected.
        if (_depth.Value >= _options.MessageQueueSize)
        {
            return _database.Read(db => SqliteAccept.Known(db, message)) ?? new AcceptOutcome.QueueFull(TimeSpan.FromSeconds(5));
        }
        var id = "msg_" + Guid.CreateVersion7(_clock.UtcNow).ToString("N");
        var outcome = await _database.WriteAsync(db => SqliteAccept.Run(db, message, id, _clock), cancellationToken);
        if (outcome is AcceptOutcome.Accepted)
        {
            _depth.Add(1);
            _due.NotifyAfter(message.Debounce);
        }
        return outcome;
    }

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        if (request.Wait > TimeSpan.Zero && !await _due.WaitAsync(request.Wait, cancellationToken)) return [];
        var leases = await _database.WriteAsync(db => SqliteTake.Run(db, request, _options, _clock), CancellationToken.None);

        // One notification may stand for several conversations: while there is more work, the next loop checks too.
        if (leases.Count == request.Max) _due.NotifyAfter(TimeSpan.Zero);
        return leases;
    }

    public Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken)
    {
        var until = _clock.Steady + (long)_options.LeaseTime.TotalMilliseconds;
        return _database.WriteAsync<IReadOnlyList<PendingMessage>?>(
            db =>
            {
                var kept = db.Execute(
                    "UPDATE conversations SET lease_until = @until, due_at = @until WHERE id = @id AND fence = @fence AND lease_until > 0",
                    ("@until", until),
                    ("@id", lease.ConversationId.Value),
                    ("@fence", lease.Fence)
                );
                return kept == 0
                    ? null
                    : SqliteConversationTable.Mailbox(
                        db,
                        db.Number("SELECT n FROM conversations WHERE id = @id", ("@id", lease.ConversationId.Value))
                    );
            },
            cancellationToken
        );
    }

    public async Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken)
    {
        // Not cancellable once begun: a commit that may or may not have happened is the one thing a turn cannot handle.
        cancellationToken.ThrowIfCancellationRequested();
        var result = await _database.WriteAsync(db => SqliteCommit.Run(db, lease, commit, _gapLimit, _clock), CancellationToken.None);
        _depth.Add(-result.Covered);
        if (result.MoreWaits) _due.NotifyAfter(TimeSpan.Zero);
        return result.Outcome;
    }

    public async Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        var now = _clock.Steady;
        await _database.WriteAsync(
            db =>
                db.Execute(
                    """
                    UPDATE conversations SET lease_until = 0, due_at = @due, attempts = MAX(0, attempts - @forget)
                    WHERE id = @id AND fence = @fence AND lease_until > 0
                    """,
                    ("@due", now + (long)delay.TotalMilliseconds),
                    ("@forget", countAttempt ? 0 : 1),
                    ("@id", lease.ConversationId.Value),
                    ("@fence", lease.Fence)
                ),
            cancellationToken
        );
        _due.NotifyAfter(delay);
    }

    public void Dispose() => _due.Dispose();
}
