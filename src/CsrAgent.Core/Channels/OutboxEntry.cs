namespace CsrAgent.Channels;

/// <param name="Attempt">How often it has been taken, including this time.</param>
/// <param name="Fence">Proves the lease to <see cref="IOutbox.SentAsync"/> and <see cref="IOutbox.FailedAsync"/>.</param>
/// <param name="TakenAt">When it was requested (<see cref="TimeProvider.GetTimestamp"/>): no one else gets it for twice
/// <c>DELIVERY_TIMEOUT</c> from then.</param>
public sealed record OutboxEntry(Delivery Delivery, int Attempt, long Fence, long TakenAt);
