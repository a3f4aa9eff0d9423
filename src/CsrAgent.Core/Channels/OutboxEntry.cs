namespace CsrAgent.Channels;

/// <param name="Attempt">How often it was taken, this time included.</param>
/// <param name="Fence">Proves the lease to <see cref="IOutbox.SentAsync"/> and <see cref="IOutbox.FailedAsync"/>.</param>
/// <param name="TakenAt">When it was asked for (<see cref="TimeProvider.GetTimestamp"/>): nobody else is given it for twice
/// <c>DELIVERY_TIMEOUT</c> from then.</param>
public sealed record OutboxEntry(Delivery Delivery, int Attempt, long Fence, long TakenAt);
