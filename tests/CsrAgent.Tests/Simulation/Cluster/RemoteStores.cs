using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>The other seams of the store as one process reaches them.</summary>
internal sealed class RemoteStores(Network network, Phone phone, NewerFields newer)
    : ICustomerWords,
        IConversationStore,
        IOutbox,
        IHandoffStore,
        IHandoffClock,
        IDeadLetters,
        IKnowledgeGaps,
        IClosedSessions,
        IErasureProgress,
        IAuditLog
{
    private StoreParts Parts => network.Parts;

    DateTimeOffset IHandoffClock.UtcNow => Parts.HandoffClock.UtcNow;

    public StoreParts With(ITurnQueue queue) =>
        new()
        {
            Queue = queue,
            Words = this,
            Store = this,
            Outbox = this,
            Handoffs = this,
            HandoffClock = this,
            DeadLetters = this,
            Gaps = this,
            Closed = this,
            Erasures = this,
            Audit = this,
        };

    public Task<IReadOnlyList<Message>> ReadLatestAsync(ConversationId id, int limit, CancellationToken cancellationToken) =>
        AskAsync($"reads the words of {id}", () => Parts.Words.ReadLatestAsync(id, limit, default), cancellationToken);

    public Task<ConversationPage?> ReadAsync(ConversationId id, long after, int limit, CancellationToken cancellationToken) =>
        AskAsync($"reads {id}", () => Parts.Store.ReadAsync(id, after, limit, default), cancellationToken);

    public Task<TurnReply?> ReadReplyAsync(ConversationId id, string messageId, CancellationToken cancellationToken) =>
        AskAsync($"reads a reply of {id}", () => Parts.Store.ReadReplyAsync(id, messageId, default), cancellationToken);

    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationFilter filter, CancellationToken cancellationToken) =>
        AskAsync("lists conversations", () => Parts.Store.ListAsync(filter, default), cancellationToken);

    public async Task<bool> EndAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var ended = await network.CallAsync(
            $"ends {id}",
            async () =>
            {
                newer.Forget(id);
                return await Parts.Store.EndAsync(id, default);
            },
            e => $"{e}",
            cancellationToken
        );
        network.Store.Notify();
        return ended;
    }

    public Task<int> EraseAsync(
        IReadOnlyCollection<ConversationId> ids,
        ErasureReference? erasure,
        CancellationToken cancellationToken
    ) =>
        network.CallAsync(
            $"erases {string.Join(", ", ids)}",
            () => Parts.Store.EraseAsync(ids, erasure, default),
            n => $"{n}",
            cancellationToken
        );

    public Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var takenAt = network.Time.GetTimestamp();
        return network.CallAsync<IReadOnlyList<OutboxEntry>>(
            "takes deliveries",
            async () =>
            {
                var taken = await Parts.Outbox.TakeAsync(max, default);
                phone.SentAgain.AddRange(taken.Select(entry => entry.Delivery).Where(delivery => phone.Recorded.Contains(delivery.Id)));
                return [.. taken.Select(entry => entry with { TakenAt = takenAt })];
            },
            entries => string.Join(", ", entries.Select(entry => $"{entry.Delivery.ConversationId} (attempt {entry.Attempt})")),
            cancellationToken
        );
    }

    public Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken) =>
        AskAsync(
            $"looks up a delivery of {conversation}",
            () => Parts.Outbox.FindSentAsync(conversation, deliveryId, default),
            cancellationToken
        );

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        network.CallAsync(
            $"records a delivery of {entry.Delivery.ConversationId}",
            async () =>
            {
                await Parts.Outbox.SentAsync(entry, channelMessageId, default);
                phone.Recorded.Add(entry.Delivery.Id);
            },
            cancellationToken
        );

    public Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken) =>
        network.CallAsync(
            $"puts a delivery of {entry.Delivery.ConversationId} off",
            () => Parts.Outbox.FailedAsync(entry, error, retryIn, default),
            cancellationToken
        );

    public async Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken)
    {
        var applied = await network.CallAsync(
            $"changes the hand-off of {change.ConversationId} to {change.Ticket.State}",
            async () =>
            {
                var isApplied = await Parts.Handoffs.ApplyAsync(change, default);
                if (isApplied && change.CutContext) newer.Forget(change.ConversationId);
                return isApplied;
            },
            done => $"{done}",
            cancellationToken
        );
        network.Store.Notify();
        return applied;
    }

    public Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken) =>
        AskAsync("finds a hand-off", () => Parts.Handoffs.FindAsync(escalationId, default), cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken) =>
        AskAsync("lists hand-offs", () => Parts.Handoffs.ListAsync(state, limit, default), cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListOfAsync(ConversationId id, CancellationToken cancellationToken) =>
        AskAsync($"lists the hand-offs of {id}", () => Parts.Handoffs.ListOfAsync(id, default), cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        AskAsync("lists due hand-offs", () => Parts.Handoffs.ListDueAsync(now, limit, default), cancellationToken);

    Task<IReadOnlyList<DeadLetter>> IDeadLetters.ListAsync(int limit, CancellationToken cancellationToken) =>
        AskAsync("lists dead letters", () => Parts.DeadLetters.ListAsync(limit, default), cancellationToken);

    public async Task<DeadLetterRetry> RetryAsync(string id, CancellationToken cancellationToken)
    {
        var retried = await network.CallAsync(
            "retries a dead letter",
            () => Parts.DeadLetters.RetryAsync(id, default),
            outcome => outcome.GetType().Name,
            cancellationToken
        );
        network.Store.Notify();
        return retried;
    }

    Task<IReadOnlyList<KnowledgeGap>> IKnowledgeGaps.ListAsync(int limit, CancellationToken cancellationToken) =>
        AskAsync("lists questions", () => Parts.Gaps.ListAsync(limit, default), cancellationToken);

    public Task<int> EraseAsync(string userId, ErasureReference? erasure, CancellationToken cancellationToken) =>
        network.CallAsync(
            $"erases the questions of {userId}",
            () => Parts.Gaps.EraseAsync(userId, erasure, default),
            n => $"{n}",
            cancellationToken
        );

    public Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken) =>
        AskAsync("asks for the time", () => Parts.Closed.ReadTimeAsync(id, default), cancellationToken);

    public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken) =>
        network.CallAsync($"closes {string.Join(", ", ids)}", () => Parts.Closed.CloseAsync(ids, default), cancellationToken);

    public Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken) =>
        AskAsync($"asks whether {id} was closed", () => Parts.Closed.WasClosedSinceAsync(id, since, default), cancellationToken);

    public Task<Erasure> BeginAsync(string subject, CancellationToken cancellationToken) =>
        AskAsync("begins an erasure", () => Parts.Erasures.BeginAsync(subject, default), cancellationToken);

    public Task<Erasure> CountMemoriesAsync(string subject, int memories, CancellationToken cancellationToken) =>
        AskAsync("counts what is erased", () => Parts.Erasures.CountMemoriesAsync(subject, memories, default), cancellationToken);

    public Task EndAsync(string subject, CancellationToken cancellationToken) =>
        network.CallAsync("ends an erasure", () => Parts.Erasures.EndAsync(subject, default), cancellationToken);

    public Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        network.CallAsync($"logs {entry.Action}", () => Parts.Audit.AppendAsync(entry, default), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken) =>
        AskAsync("reads the audit log", () => Parts.Audit.ReadAsync(before, limit, default), cancellationToken);

    public Task<long> ReadLastNumberAsync(CancellationToken cancellationToken) =>
        AskAsync("counts the audit log", () => Parts.Audit.ReadLastNumberAsync(default), cancellationToken);

    private Task<T> AskAsync<T>(string step, Func<Task<T>> call, CancellationToken cancellationToken) =>
        network.CallAsync(step, call, result => result is System.Collections.ICollection list ? $"{list.Count}" : "", cancellationToken);
}
