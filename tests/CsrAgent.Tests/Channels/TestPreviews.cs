using System.Text;
using CsrAgent.Channels;
using CsrAgent.Conversations;

namespace CsrAgent.Tests.Channels;

/// <summary>Shows one turn at once, and keeps what was shown.</summary>
internal sealed class TestPreviews : IAnswerPreviews, IAnswerPreview
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly StringBuilder _text = new();

    public bool ShowsText { get; private set; }

    public CancellationToken Stopped => _stopped.Token;

    public string Text => _text.ToString();

    public bool IsHandedOver { get; private set; }

    public bool IsAbandoned { get; private set; }

    public bool IsOver { get; private set; }

    public IAnswerPreview Begin(ConversationId id, bool isRepeat)
    {
        ShowsText = !isRepeat;
        return this;
    }

    public void Write(string text) => _text.Append(text);

    /// <summary>The customer stops the answer.</summary>
    public void Stop() => _stopped.Cancel();

    public Task<DeliveryPreview?> EndAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            !ShowsText ? new DeliveryPreview(null, 0)
            : _text.Length > 0 ? new DeliveryPreview("shown-1", _text.Length)
            : null
        );

    public void Conclude(PreviewOutcome outcome) =>
        (IsHandedOver, IsAbandoned) = (outcome == PreviewOutcome.Delivered, outcome == PreviewOutcome.Abandoned);

    public ValueTask DisposeAsync()
    {
        IsOver = true;
        return ValueTask.CompletedTask;
    }
}
