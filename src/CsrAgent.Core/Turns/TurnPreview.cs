using System.Text;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;

namespace CsrAgent.Turns;

/// <summary>
/// What the customer sees of a turn before its commit, on a channel that shows something; and whether they have stopped it, there or by
/// an event that came to another process.
/// </summary>
internal sealed class TurnPreview : IAsyncDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private readonly IAnswerPreview? _shown;
    private readonly IReplySubscription? _events;
    private readonly CancellationTokenSource _stopped = new();
    private readonly CancellationTokenSource _over = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenRegistration _stoppedThere;
    private readonly Task _listening = Task.CompletedTask;
    private bool _isConcluded;

    private TurnPreview(IAnswerPreview? shown, IReplySubscription? events)
    {
        (_shown, _events) = (shown, events);
        if (shown is not null)
        {
            _stoppedThere = shown.Stopped.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _stopped);
        }
        if (events is not null) _listening = BackgroundTask.Run(ListenAsync);
    }

    /// <summary>True where the answer is shown as it is written.</summary>
    public bool ShowsText => _shown?.ShowsText == true;

    /// <summary>Cancelled when the customer has stopped the answer.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>All that was given to show.</summary>
    public string Text => _text.ToString();

    /// <summary>Something may be shown, and nobody has said what becomes of it.</summary>
    public bool IsUnsettled => _text.Length > 0 && !_isConcluded;

    /// <param name="lease">The turn.</param>
    /// <param name="previews">Of the conversation's channel; null where it shows nothing.</param>
    /// <param name="feed">Where a stop arrives.</param>
    public static TurnPreview Begin(TurnLease lease, IAnswerPreviews? previews, IReplyFeed feed) =>
        // A person has it: the agent stays silent.
        previews is null
        || lease.Conversation.Status is ConversationStatus.WaitingForHuman or ConversationStatus.Human
            ? new(null, null)
            : new(previews.Begin(lease.ConversationId, isRepeat: lease.Attempt > 1), feed.Subscribe(lease.ConversationId));

    public void Write(string text)
    {
        if (!ShowsText) return;
        _text.Append(text);
        _shown!.Write(text);
    }

    /// <summary>Ends the display, and tells the reply's delivery what is shown of it.</summary>
    public async Task<TurnCommit> CompleteAsync(TurnCommit commit, CancellationToken cancellationToken)
    {
        if (_shown is null || await _shown.EndAsync(cancellationToken) is not { } preview) return commit;
        return commit with
        {
            Deliveries = [.. commit.Deliveries.Select(delivery => IsReply(delivery) ? Complete(delivery, preview) : delivery)],
        };
    }

    /// <summary>The commit is durable: its delivery completes what is shown. Without one nobody does.</summary>
    public void Committed(TurnCommit commit) =>
        Conclude(commit.Deliveries.Any(IsReply) ? PreviewOutcome.Delivered : PreviewOutcome.Abandoned);

    /// <summary>The turn will not be answered, by no other attempt either.</summary>
    public void Abandon() => Conclude(PreviewOutcome.Abandoned);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _listening;
        if (_events is not null) await _events.DisposeAsync();
        if (_shown is not null) await _shown.DisposeAsync();
        await _stoppedThere.DisposeAsync();
        _over.Dispose();
        _stopped.Dispose();
    }

    private void Conclude(PreviewOutcome outcome)
    {
        _isConcluded = true;
        _shown?.Conclude(outcome);
    }

    private static bool IsReply(Delivery delivery) => delivery.Purpose == DeliveryPurpose.Reply;

    /// <summary>The checks and rules come last, and may have made it another text.</summary>
    private Delivery Complete(Delivery delivery, DeliveryPreview preview)
    {
        var isStart =
            preview.Length <= _text.Length && delivery.Text.StartsWith(_text.ToString(0, preview.Length), StringComparison.Ordinal);
        return delivery with { Preview = isStart ? preview : preview with { Length = 0 } };
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!_over.IsCancellationRequested)
            {
                if (await _events!.NextAsync(Wait, _over.Token) is not ReplyEvent.StopRequested) continue;
                await _stopped.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The turn is over.
        }
    }
}
