using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Channels;

/// <summary>An outbox that can be made to fail.</summary>
internal sealed class FlakyOutbox(IOutbox outbox) : IOutbox
{
    public bool FailTake { get; set; }

    public bool FailSent { get; set; }

    /// <summary>What happens after deliveries were taken and before they are sent.</summary>
    public Action? Taken { get; set; }

    public async Task<IReadOnlyList<OutboxEntry>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var taken = FailTake ? throw new IOException("no connection") : await outbox.TakeAsync(max, cancellationToken);
        Taken?.Invoke();
        return taken;
    }

    public Task SentAsync(OutboxEntry entry, string? channelMessageId, CancellationToken cancellationToken) =>
        FailSent ? throw new IOException("no connection") : outbox.SentAsync(entry, channelMessageId, cancellationToken);

    public Task<string?> FindSentAsync(ConversationId conversation, string deliveryId, CancellationToken cancellationToken) =>
        outbox.FindSentAsync(conversation, deliveryId, cancellationToken);

    public Task FailedAsync(OutboxEntry entry, string error, TimeSpan? retryIn, CancellationToken cancellationToken) =>
        outbox.FailedAsync(entry, error, retryIn, cancellationToken);
}
