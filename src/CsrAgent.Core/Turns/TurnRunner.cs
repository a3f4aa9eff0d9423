using System.Diagnostics;
using CsrAgent.Conversations;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Turns;

/// <summary>
/// Completes a leased turn: it is committed, returned for another attempt, or given up with a notice to the customer. Merges messages that
/// arrive in the meantime. Never throws.
/// </summary>
/// <remarks>
/// Eight constructor parameters, because a turn's stores, decision, feed and retries meet here; grouping them would only hide that.
/// </remarks>
internal sealed class TurnRunner(
    ITurnQueue queue,
    IConversationStore store,
    TurnProcessor processor,
    TurnPublisher publisher,
    RetryPolicy retry,
    IOptions<TurnOptions> options,
    TimeProvider time,
    ILogger<TurnRunner> logger
)
{
    /// <summary>What is shown is not worth a longer wait for the store.</summary>
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(5);

    /// <summary>What an owner in between has written is among the first messages since.</summary>
    private const int MaxSince = 50;

    private readonly TurnOptions _options = options.Value;

    public async Task RunAsync(TurnLease lease, CancellationToken stopping)
    {
        using var activity = StartActivity(lease);
        TurnMetrics.InFlight.Add(1);
        await using var heartbeat = new Heartbeat(queue, lease, _options.LeaseTime, time, logger);
        await using var preview = publisher.Preview(lease);
        try
        {
            if (retry.GiveUpBeforeTry(lease) is { } reason) await GiveUpAsync(lease, preview, reason, stopping);
            else await AnswerAsync(lease, preview, heartbeat, stopping);
        }
        catch (OperationCanceledException) when (heartbeat.Lost.IsCancellationRequested)
        {
            logger.LogWarning("The lease of turn {TurnId} was lost; its result is dropped", lease.TurnId);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await HandBackAsync(lease, TimeSpan.Zero, countAttempt: HasShown(preview));
        }
        catch (Exception e) // Whatever failed, the customer must get an answer.
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            await FailedAsync(lease, preview, e, stopping);
        }
        finally
        {
            await SettleAsync(lease, preview);
            TurnMetrics.InFlight.Add(-1);
        }
    }

    /// <summary>Then the attempt counts whatever ends it: the next one knows that something may be shown.</summary>
    private static bool HasShown(TurnPreview preview) => preview.Text.Length > 0;

    private async Task AnswerAsync(TurnLease lease, TurnPreview preview, Heartbeat heartbeat, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(_options.TurnTimeout, time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource([timeout.Token, heartbeat.Lost, preview.Stopped, stopping]);
        try
        {
            for (var merges = 0; ; merges++)
            {
                await publisher.StartedAsync(lease, all.Token);
                var stream = publisher.Stream(lease, heartbeat, preview);
                var made = await processor.ProcessAsync(lease, stream, all.Token);
                // What is written after the end of a conversation begins a new one: it is the next turn's.
                var hasEnded = lease.Conversation.Status == ConversationStatus.Ended;
                var mayMerge = merges < _options.MaxMerges && !stream.HasStarted && !hasEnded;
                var commit = made.Commit with { OnlyIfNothingNew = mayMerge };
                var outcome = await CommitAsync(lease, preview, commit, made.ModelTime, all.Token);
                if (await ReadAgainAsync(lease, outcome, all.Token) is not { } again) return;
                lease = again;
            }
        }
        catch (OperationCanceledException)
            when (preview.Stopped.IsCancellationRequested && !stopping.IsCancellationRequested && !heartbeat.Lost.IsCancellationRequested)
        {
            logger.LogInformation("The customer has stopped turn {TurnId}", lease.TurnId);
            await EndAsync(lease, preview, current => processor.Stop(current, preview.Text), stopping);
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !stopping.IsCancellationRequested && !heartbeat.Lost.IsCancellationRequested)
        {
            throw new TimeoutException($"The turn took longer than TURN_TIMEOUT ({_options.TurnTimeout}).");
        }
    }

    /// <summary>
    /// After a commit that wrote nothing: the lease with what has come since, more messages or a change of the hand-off. Null when the turn
    /// is over.
    /// </summary>
    private async Task<TurnLease?> ReadAgainAsync(TurnLease lease, CommitOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not (CommitOutcome.MoreWaits or CommitOutcome.HandoffChanged)) return null;
        if (await queue.RenewAsync(lease, cancellationToken) is not { } mailbox) return null;
        lease = lease with { Messages = mailbox };
        if (outcome == CommitOutcome.MoreWaits) return lease;
        // Whether the agent still owns what it reads here, the next commit decides.
        var page = await store.ReadAsync(lease.ConversationId, long.MaxValue, 1, cancellationToken);
        return page is null ? null : lease with { Conversation = page.Conversation };
    }

    private async Task<CommitOutcome> CommitAsync(
        TurnLease lease,
        TurnPreview preview,
        TurnCommit commit,
        TimeSpan modelTime,
        CancellationToken cancellationToken
    )
    {
        commit = publisher.Announce(lease, await preview.CompleteAsync(commit, cancellationToken));
        await publisher.CommittingAsync(commit, cancellationToken);
        var outcome = await queue.CommitAsync(lease, commit, cancellationToken);
        if (outcome == CommitOutcome.Committed)
        {
            preview.Committed(commit);
            await publisher.CommittedAsync(lease, commit, modelTime, CancellationToken.None);
        }
        else if (outcome == CommitOutcome.Refused)
        {
            logger.LogInformation("The commit of turn {TurnId} was refused: the conversation has another owner by now", lease.TurnId);
        }
        await publisher.DecidedAsync(commit, outcome, CancellationToken.None);
        return outcome;
    }

    /// <summary>
    /// What is shown of a turn that was not committed, however it ended: the lease may be lost to another attempt, or to a person. By a
    /// time limit of its own, as what ended the turn would end this too.
    /// </summary>
    private async Task SettleAsync(TurnLease lease, TurnPreview preview)
    {
        if (!preview.IsUnsettled) return;
        using var timeout = new CancellationTokenSource(SettleTimeout, time);
        try
        {
            var now = await store.ReadAsync(lease.ConversationId, InterruptedTurn.KnownUpTo(lease), MaxSince, timeout.Token);
            if (!InterruptedTurn.IsCompletedByAnother(lease, now)) preview.Abandon();
        }
        catch (Exception e) // Only a display: the turn itself is over. The next attempt, or nobody, goes on with what is shown.
        {
            logger.LogWarning(e, "What is shown of turn {TurnId} stays as it is: the store did not say who has it now", lease.TurnId);
        }
    }

    private async Task FailedAsync(TurnLease lease, TurnPreview preview, Exception error, CancellationToken stopping)
    {
        logger.LogError(error, "Attempt {Attempt} at turn {TurnId} failed", lease.Attempt, lease.TurnId);
        // Not the turn's fault, so it neither counts as an attempt nor lengthens the back-off.
        if (error is StoreUnavailableException) await HandBackAsync(lease, RetryPolicy.MinDelay, HasShown(preview));
        else if (retry.RetryAfter(lease) is { } delay) await HandBackAsync(lease, delay, countAttempt: true);
        else await TryGiveUpAsync(lease, preview, $"failed {lease.Attempt} times, last with {error.GetType().Name}", stopping);
    }

    private async Task TryGiveUpAsync(TurnLease lease, TurnPreview preview, string reason, CancellationToken stopping)
    {
        try
        {
            await GiveUpAsync(lease, preview, reason, stopping);
        }
        catch (Exception e) // The store itself fails: the lease expires, and the next worker gives the turn up.
        {
            logger.LogError(e, "Turn {TurnId} could not be given up; it will be when its lease has expired", lease.TurnId);
        }
    }

    private async Task GiveUpAsync(TurnLease lease, TurnPreview preview, string reason, CancellationToken stopping)
    {
        logger.LogError(
            "Turn {TurnId} {Reason}; its conversation goes to a person and its messages to the dead letters",
            lease.TurnId,
            reason
        );
        await EndAsync(lease, preview, current => processor.GiveUp(current, reason), stopping);
    }

    /// <summary>Without an answer of the model, and whatever comes in between.</summary>
    private async Task EndAsync(TurnLease lease, TurnPreview preview, Func<TurnLease, TurnCommit> decide, CancellationToken stopping)
    {
        for (var current = lease; current is not null;)
        {
            var outcome = await CommitAsync(current, preview, decide(current), TimeSpan.Zero, stopping);
            current = await ReadAgainAsync(current, outcome, stopping);
        }
    }

    private async Task HandBackAsync(TurnLease lease, TimeSpan delay, bool countAttempt)
    {
        try
        {
            await queue.FailAsync(lease, delay, countAttempt, CancellationToken.None);
        }
        catch (Exception e) // The store itself fails: the lease expires, and the turn is due again.
        {
            logger.LogError(e, "Turn {TurnId} could not be returned; it is due again when its lease has expired", lease.TurnId);
        }
    }

    private static Activity? StartActivity(TurnLease lease)
    {
        ActivityContext.TryParse(lease.Messages[0].TraceParent, null, out var parent);
        var activity = AgentMeter.Activities.StartActivity(AgentMeter.Turn, ActivityKind.Consumer, parent);
        TracedConversation.Set(activity, lease.ConversationId.Value);
        activity
            ?.SetTag("csr.turn_id", lease.TurnId.Value)
            .SetTag("csr.attempt", lease.Attempt)
            .SetTag("csr.channel", lease.Conversation.Channel);
        return activity;
    }
}
