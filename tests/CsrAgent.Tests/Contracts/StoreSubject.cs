using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Contracts;

/// <summary>One store with a fake clock, as the contract suites see it.</summary>
public abstract class StoreSubject : IAsyncDisposable
{
    public FakeTimeProvider Time { get; } = new(Some.Noon);

    public TurnOptions Options { get; } = new();

    public abstract ITurnQueue Queue { get; }

    public abstract ICustomerWords Words { get; }

    public abstract IConversationStore Store { get; }

    public abstract IOutbox Outbox { get; }

    public abstract IHandoffStore Handoffs { get; }

    public abstract IHandoffRatingStore HandoffRatings { get; }

    public abstract IDeadLetters DeadLetters { get; }

    public abstract IFeedback Feedback { get; }

    public abstract IChannelState ChannelState { get; }

    public abstract IStatistics Statistics { get; }

    public abstract IKnowledgeGaps Gaps { get; }

    public abstract IClosedSessions ClosedSessions { get; }

    public abstract IErasureProgress Erasures { get; }

    public abstract IMemoryProgress MemoryProgress { get; }

    public abstract IAuditLog AuditLog { get; }

    /// <summary>Of the audit log.</summary>
    public AuditChain Chain { get; } = new(new byte[32]);

    /// <summary>The same data seen by a process that has just been started, the old one having died.</summary>
    public abstract ValueTask RestartAsync();

    /// <summary>Takes the messages of a conversation away from under it, as no step does.</summary>
    public abstract Task EmptyMailboxAsync(ConversationId id);

    /// <summary>Makes a dead letter what an earlier version wrote.</summary>
    public abstract Task MakeLetterOldAsync(DeadLetter letter);

    /// <summary>Replaces the audit log, as somebody does who can write to the store; its count does not go back.</summary>
    public abstract Task ForgeAuditLogAsync(IEnumerable<AuditEntry> entries, long? lastNumber = null);

    public abstract ValueTask DisposeAsync();

    public async Task<string> AcceptAsync(IncomingMessage message) =>
        Assert.IsType<AcceptOutcome.Accepted>(await Queue.AcceptAsync(message, TestContext.Current.CancellationToken)).MessageId;

    public async Task<TurnLease?> TakeAsync() =>
        (await Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), TestContext.Current.CancellationToken)).SingleOrDefault();

    /// <summary>Accepts a message, takes its turn and commits an answer.</summary>
    public async Task<TurnLease> AnswerAsync(IncomingMessage message, string answer = "Here it is.")
    {
        await AcceptAsync(message);
        var lease = await TakeAsync();
        Assert.NotNull(lease);
        Assert.Equal(
            CommitOutcome.Committed,
            await Queue.CommitAsync(lease, Some.Commit(lease, answer), TestContext.Current.CancellationToken)
        );
        return lease;
    }
}
