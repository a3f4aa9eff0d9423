using CsrAgent.Channels;

namespace CsrAgent.Tests.Channels;

/// <summary>An outbox that can be made to fail.</summary>
internal sealed class FlakyOutbox(IOutbox outbox) : IOutbox
{
    public bool FailTake { get; set; }

    public bool FailSent { get; set; }

    public Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken) =>
        FailTake ? throw new IOException("no connection") : outbox.TakeAsync(max, cancellationToken);

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        FailSent ? throw new IOException("no connection") : outbox.SentAsync(entry, channelMessageId, cancellationToken);

    public Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken) =>
        outbox.FailedAsync(entry, error, retryIn, cancellationToken);
}
