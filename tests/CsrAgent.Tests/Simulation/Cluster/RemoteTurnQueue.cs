using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>The queue as one process reaches it. It waits for work itself: the store's own wait is on real threads.</summary>
internal sealed class RemoteTurnQueue(Network network, NewerFields newer, bool isNewer) : ITurnQueue
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    public async Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var outcome = await network.CallAsync(
            $"accepts {message.MessageKey} in {message.ConversationId}",
            () => network.Parts.Queue.AcceptAsync(message, CancellationToken.None),
            outcome => outcome.GetType().Name,
            cancellationToken
        );
        network.Store.Notify();
        return outcome;
    }

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var begun = network.Time.GetTimestamp();
        while (true)
        {
            var changed = network.Store.Changed;
            var takenAt = network.Time.GetTimestamp();
            var leases = await network.CallAsync(
                request.WaitedFor is null ? "takes" : "looks for silence",
                () => TakeNowAsync(request),
                leases => string.Join(", ", leases.Select(lease => $"{lease.ConversationId} (attempt {lease.Attempt})")),
                cancellationToken
            );
            if (leases.Count > 0) return [.. leases.Select(lease => lease with { TakenAt = takenAt })];
            if (network.Time.GetElapsedTime(begun) >= request.Wait) return [];
            await Task.WhenAny(changed, network.Time.DelayAsync(Sweep, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken) =>
        network.CallAsync(
            $"renews {lease.ConversationId}",
            () => network.Parts.Queue.RenewAsync(lease, CancellationToken.None),
            mailbox => mailbox is null ? "lost" : $"{mailbox.Count} messages",
            cancellationToken
        );

    public async Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken)
    {
        if (isNewer) commit = newer.AddTo(commit);
        var outcome = await network.CallAsync(
            $"commits {lease.ConversationId}",
            () => CommitNowAsync(lease, commit),
            outcome => $"{outcome}, {commit.Reply.Status}",
            cancellationToken
        );
        network.Store.Notify();
        return outcome;
    }

    public async Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        await network.CallAsync(
            $"hands {lease.ConversationId} back for {delay.TotalSeconds} s",
            () => network.Parts.Queue.FailAsync(lease, delay, countAttempt, CancellationToken.None),
            cancellationToken
        );
        network.Store.Notify();
    }

    private async Task<IReadOnlyList<TurnLease>> TakeNowAsync(TakeRequest request)
    {
        var leases = await network.Parts.Queue.TakeAsync(request with { Wait = TimeSpan.Zero }, CancellationToken.None);
        foreach (var lease in leases) newer.Taken(lease);
        return leases;
    }

    private async Task<CommitOutcome> CommitNowAsync(TurnLease lease, TurnCommit commit)
    {
        var outcome = await network.Parts.Queue.CommitAsync(lease, commit, CancellationToken.None);
        if (outcome == CommitOutcome.Committed) newer.Committed(lease, commit);
        return outcome;
    }
}
