using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Tests.Simulation.Cluster;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>A store of hand-offs with one planted fault.</summary>
internal sealed class FaultyHandoffStore(IHandoffStore inner, Plant plant, SharedStore store) : IHandoffStore
{
    public async Task<bool> ApplyAsync(HandoffChange change, CancellationToken cancellationToken)
    {
        if (plant == Plant.PersonKeyDropped)
        {
            change = change with { Messages = [.. change.Messages.Select(message => message with { MessageKey = null })] };
        }
        if (plant == Plant.ClaimOverwrites && change.From is { } from)
        {
            change = change with { From = await inner.FindAsync(from.Id, cancellationToken) };
        }
        var (fence, lease) = store.Tamper(db =>
            db.First(
                "SELECT fence, lease_until FROM conversations WHERE id = @id",
                row => (row.GetInt64(0), row.GetInt64(1)),
                ("@id", change.ConversationId.Value)
            )
        );
        var applied = await inner.ApplyAsync(change, cancellationToken);
        if (plant == Plant.ClaimNotFenced && lease > 0)
        {
            store.Tamper(db =>
                db.Execute(
                    "UPDATE conversations SET fence = @fence, lease_until = @lease, due_at = @lease WHERE id = @id",
                    ("@fence", fence),
                    ("@lease", lease),
                    ("@id", change.ConversationId.Value)
                )
            );
        }
        return applied;
    }

    public Task<EscalationTicket?> FindAsync(string escalationId, CancellationToken cancellationToken) =>
        inner.FindAsync(escalationId, cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListAsync(EscalationState? state, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(state, limit, cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListOfAsync(ConversationId id, CancellationToken cancellationToken) =>
        inner.ListOfAsync(id, cancellationToken);

    public Task<IReadOnlyList<EscalationTicket>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        inner.ListDueAsync(now, limit, cancellationToken);
}
