using System.Collections.Concurrent;
using System.Threading.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Support;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Turns;

/// <summary>A queue that gives out what the test put in, keeps what it was told, and fails when asked to.</summary>
internal sealed class FakeTurnQueue : ITurnQueue
{
    private readonly Channel<TurnLease> _due = Channel.CreateUnbounded<TurnLease>();
    private readonly ConcurrentQueue<CommitOutcome> _outcomes = new();

    public ConcurrentQueue<IncomingMessage> Accepted { get; } = new();

    public ConcurrentQueue<TakeRequest> Takes { get; } = new();

    public ConcurrentQueue<TurnCommit> Commits { get; } = new();

    public ConcurrentQueue<HandBack> HandBacks { get; } = new();

    /// <summary>What the next accepts are answered with.</summary>
    public AcceptOutcome Outcome { get; set; } = new AcceptOutcome.Accepted("msg_1", Some.Noon);

    /// <summary>What a renewal finds; null: the lease is lost.</summary>
    public Func<TurnLease, IReadOnlyList<PendingMessage>?> Mailbox { get; set; } = lease => lease.Messages;

    public int Renewals { get; private set; }

    /// <summary>By which an empty wait ends; null: it does not end.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>While set, every call but a renewal fails with it.</summary>
    public Exception? Error { get; set; }

    /// <summary>While set, renewals fail with it.</summary>
    public Exception? RenewError { get; set; }

    public FakeTurnQueue Holds(params TurnLease[] leases)
    {
        foreach (var lease in leases) _due.Writer.TryWrite(lease);
        return this;
    }

    /// <summary>How the next commits end; after them all succeed.</summary>
    public FakeTurnQueue Commit(params CommitOutcome[] outcomes)
    {
        foreach (var outcome in outcomes) _outcomes.Enqueue(outcome);
        return this;
    }

    public Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        ThrowIfAsked();
        Accepted.Enqueue(message);
        return Task.FromResult(Outcome);
    }

    public async Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        Takes.Enqueue(request);
        ThrowIfAsked();
        if (request.Wait > TimeSpan.Zero) await WaitAsync(request.Wait, cancellationToken);
        var taken = new List<TurnLease>();
        while (taken.Count < request.Max && _due.Reader.TryRead(out var lease)) taken.Add(lease);
        return taken;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var over = Time is null ? new CancellationTokenSource() : new CancellationTokenSource(wait, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _due.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came.
        }
    }

    public Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken)
    {
        Renewals++;
        return RenewError is null ? Task.FromResult(Mailbox(lease)) : Task.FromException<IReadOnlyList<PendingMessage>?>(RenewError);
    }

    public Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Commits.Enqueue(commit);
        ThrowIfAsked();
        return Task.FromResult(_outcomes.TryDequeue(out var outcome) ? outcome : CommitOutcome.Committed);
    }

    public Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        ThrowIfAsked();
        HandBacks.Enqueue(new HandBack(lease.TurnId, delay, countAttempt));
        return Task.CompletedTask;
    }

    private void ThrowIfAsked()
    {
        if (Error is { } error) throw error;
    }
}

internal sealed record HandBack(TurnId TurnId, TimeSpan Delay, bool CountAttempt);
