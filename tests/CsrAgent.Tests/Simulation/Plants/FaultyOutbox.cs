using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Simulation.Cluster;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>An outbox with one planted fault.</summary>
internal sealed class FaultyOutbox(IOutbox inner, Plant plant, SharedStore store) : IOutbox
{
    public async Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var taken = await inner.TakeAsync(max, cancellationToken);
        if (plant == Plant.OutboxLeaseIgnored) store.Tamper(db => db.Execute("UPDATE outbox SET due_at = 0"));
        return taken;
    }

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        plant == Plant.SentForgotten ? Task.CompletedTask : inner.SentAsync(entry, channelMessageId, cancellationToken);

    public Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken) =>
        inner.FindSentAsync(conversation, deliveryId, cancellationToken);

    public async Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken)
    {
        if (plant == Plant.FailedGivesUp)
        {
            await inner.SentAsync(entry, null, cancellationToken);
            return;
        }
        await inner.FailedAsync(entry, error, retryIn, cancellationToken);
        if (plant == Plant.FailedGoesLast)
        {
            store.Tamper(db =>
                db.Execute("UPDATE outbox SET n = (SELECT MAX(n) + 1 FROM outbox) WHERE id = @id", ("@id", entry.Delivery.Id))
            );
        }
    }
}
