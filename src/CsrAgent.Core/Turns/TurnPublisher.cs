using System.Diagnostics;
using CsrAgent.Channels;
using CsrAgent.Conversations.Feed;
using CsrAgent.Handoff;
using CsrAgent.Sentiment;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>Publishes a durable commit to the feed, records its metrics, and what the audit log has to say of it.</summary>
internal sealed class TurnPublisher(IReplyFeed feed, HandoffWithdrawal withdrawal, StaffNotices staff, ChannelDirectory channels)
{
    /// <summary>The commit, and what people are told of it: a hand-off that begins or changes, and what the customer writes.</summary>
    public TurnCommit Announce(TurnLease lease, TurnCommit commit)
    {
        var open = lease.Conversation.Escalation;
        var news = commit.Escalation is { } ticket ? staff.Tell(commit.BeginsHandoff ? null : open, ticket) : [];
        var words = open is null
            ? []
            : lease
                .Messages.Where(message => message.Position <= commit.UpToPosition && !message.IsRetry)
                .SelectMany(message => staff.Tell(open, message.ToMessage()));
        return commit with { Deliveries = [.. commit.Deliveries, .. words, .. news] };
    }

    /// <summary>What the conversation's channel shows of the turn meanwhile.</summary>
    public TurnPreview Preview(TurnLease lease) => TurnPreview.Begin(lease, channels.Find(lease.Conversation.Channel)?.Previews, feed);

    /// <summary>Shows an attempt's answer as it is written.</summary>
    public FeedAnswerStream Stream(TurnLease lease, Heartbeat heartbeat, TurnPreview preview) => new(feed, lease, heartbeat, preview);

    /// <summary>Only subscribers that watch the answer being written need to know which turn it is.</summary>
    public ValueTask StartedAsync(TurnLease lease, CancellationToken cancellationToken) =>
        lease.Messages.Any(m => m.Stream)
            ? feed.PublishAsync(
                lease.ConversationId,
                new ReplyEvent.TurnStarted(lease.TurnId, [.. lease.Messages.Select(m => m.Id)]),
                cancellationToken
            )
            : ValueTask.CompletedTask;

    /// <summary>Before the commit: what is audited is in the log before it is done.</summary>
    public Task CommittingAsync(TurnCommit commit, CancellationToken cancellationToken) =>
        commit.Escalation is { IsWithdrawn: true } withdrawn ? withdrawal.BeginAsync(withdrawn, cancellationToken) : Task.CompletedTask;

    /// <summary>After it, whatever became of it.</summary>
    public Task DecidedAsync(TurnCommit commit, CommitOutcome outcome, CancellationToken cancellationToken) =>
        commit.Escalation is { IsWithdrawn: true } withdrawn
            ? withdrawal.EndAsync(withdrawn, Describe(outcome), cancellationToken)
            : Task.CompletedTask;

    public async ValueTask CommittedAsync(TurnLease lease, TurnCommit commit, TimeSpan modelTime, CancellationToken cancellationToken)
    {
        Count(lease, commit, modelTime);
        var id = lease.ConversationId;
        var covered = lease.Messages.Where(m => m.Position <= commit.UpToPosition).ToList();
        if (commit.Reply.ToMessage() is { } reply) await feed.PublishAsync(id, new ReplyEvent.MessageAdded(reply), cancellationToken);
        if (commit.Reply.Status != lease.Conversation.Status || commit.Escalation is not null)
        {
            await feed.PublishAsync(id, new ReplyEvent.StatusChanged(commit.Reply.Status, commit.Reply.Escalation), cancellationToken);
        }
        await feed.PublishAsync(id, new ReplyEvent.TurnEnded(commit.Reply, [.. covered.Select(m => m.Id)]), cancellationToken);
    }

    private static void Count(TurnLease lease, TurnCommit commit, TimeSpan modelTime)
    {
        var channel = lease.Conversation.Channel;
        TurnMetrics.Processed.Add(commit.Moods.Count, new TagList { { "status", Outcome(commit) }, { "channel", channel } });
        TurnMetrics.Latency.Record(commit.Reply.ProcessingTime.TotalSeconds, new TagList { { "channel", channel } });
        TurnMetrics.Overhead.Record(Math.Max(0, (commit.Reply.ProcessingTime - modelTime).TotalSeconds));
        foreach (var mood in commit.Moods.Values) TurnMetrics.Sentiments.Add(1, new TagList { { "sentiment", Lower(mood) } });
        if (commit is { BeginsHandoff: true, Escalation: { } ticket })
        {
            HandoffMetrics.Escalations.Add(1, new TagList { { "reason", ticket.Reason.ToWireName() } });
        }
        if (commit.DeadLetterReason is not null) DeadLetterMetrics.DeadLetters.Add(1);
    }

    private static string Outcome(TurnCommit commit) =>
        commit switch
        {
            { DeadLetterReason: not null } => "error",
            { Escalation.IsOpen: true } => "escalated",
            { Reply.Text.Length: 0 } => "silent",
            { Reply.Degraded: true } => "degraded",
            _ => "success",
        };

    private static string Describe(CommitOutcome outcome) =>
        outcome switch
        {
            CommitOutcome.Committed => "done",
            CommitOutcome.MoreWaits => "postponed: the customer has written more",
            CommitOutcome.HandoffChanged => "postponed: the hand-off has changed",
            _ => "not done: the conversation has another owner by now",
        };

    private static string Lower(SentimentLabel label) => label.ToWireName();
}
