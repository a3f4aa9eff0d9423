using CsrAgent.Conversations;

namespace CsrAgent.Tests.Simulation.Plants;

/// <summary>Closed sessions with one planted fault.</summary>
internal sealed class FaultyClosedSessions(IClosedSessions inner, Plant plant) : IClosedSessions
{
    public Task<DateTimeOffset> ReadTimeAsync(ConversationId id, CancellationToken cancellationToken) =>
        inner.ReadTimeAsync(id, cancellationToken);

    public Task CloseAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken) =>
        plant == Plant.SessionsNotClosed ? Task.CompletedTask : inner.CloseAsync(ids, cancellationToken);

    public Task<bool> WasClosedSinceAsync(ConversationId id, DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.WasClosedSinceAsync(id, since, cancellationToken);
}
