namespace CsrAgent.Channels;

/// <summary>
/// What a channel shows of one turn. For one writer. Disposing it says that this attempt is over, and leaves what is shown to the next one
/// to complete, unless it was concluded; nothing of it throws.
/// </summary>
public interface IAnswerPreview : IAsyncDisposable
{
    /// <summary>True where text can be shown: then the answer is worth streaming.</summary>
    bool ShowsText { get; }

    /// <summary>Cancelled when the customer has stopped the answer.</summary>
    CancellationToken Stopped { get; }

    /// <summary>More of the answer. Shown soon, or never; returns at once.</summary>
    void Write(string text);

    /// <summary>No more text is shown once this returns, within seconds whatever the channel does. May be called again.</summary>
    /// <param name="cancellationToken">Does not wait for the channel's last answer: then it is unknown what is shown.</param>
    /// <returns>For the reply's delivery; null when nothing was shown.</returns>
    Task<DeliveryPreview?> EndAsync(CancellationToken cancellationToken);

    /// <summary>Says what becomes of what is shown, before it is disposed.</summary>
    void Conclude(PreviewOutcome outcome);
}
