using System.Text;
using CsrAgent.Adapters.Slack.Api;
using CsrAgent.Channels;

namespace CsrAgent.Adapters.Slack.Streams;

/// <summary>
/// One turn in Slack. A task of its own calls Slack, so that the turn never waits for it; it sends what has been written since its last
/// call, as Slack allows only so many.
/// </summary>
internal sealed class SlackPreview(SlackThread thread, SlackStreams streams, SlackSessions sessions, TimeProvider time) : IAnswerPreview
{
    /// <summary>An answer that is complete by then is not worth a stream: it is sent whole.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    /// <summary>Slack allows about a hundred calls a minute.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long a call may still take when the turn has ended.</summary>
    private static readonly TimeSpan LastCall = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly SemaphoreSlim _written = new(0);
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _cut = new(Timeout.InfiniteTimeSpan, time);
    private readonly CancellationTokenSource _stopped = new();
    private Task _calling = Task.CompletedTask;
    private string? _ts;
    private int _sent;
    private bool _isUnclear;
    private bool _isStateUnclear;
    private PreviewOutcome? _outcome;
    private bool _isOver;

    public bool ShowsText { get; init; }

    /// <summary>An earlier attempt at the turn may have shown something.</summary>
    public bool MayBeShown { get; init; }

    public CancellationToken Stopped => _stopped.Token;

    private DeliveryPreview? Shown =>
        _ts is not null ? new(_ts, _isUnclear ? 0 : _sent)
        : _isUnclear || MayBeShown ? new(null, 0)
        : null;

    public SlackPreview Begin()
    {
        _calling = Task.Run(CallAsync);
        return this;
    }

    public void Write(string text)
    {
        lock (_lock)
            _text.Append(text);
        _written.Release();
    }

    public async Task<DeliveryPreview?> EndAsync(CancellationToken cancellationToken)
    {
        await using var cut = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _cut);
        _cut.CancelAfter(LastCall);
        await _ended.CancelAsync();
        await _calling;
        return Shown;
    }

    public void Conclude(PreviewOutcome outcome) => _outcome = outcome;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, true)) return;
        await EndAsync(CancellationToken.None);
        using var cut = new CancellationTokenSource(LastCall, time);
        var leaving = _ts is not null && _outcome == PreviewOutcome.Abandoned ? LeaveAsync(_ts, cut.Token) : Task.CompletedTask;
        // What completes a stream ends the state too, unless Slack has ended the stream before, or shows the state only now.
        if (_ts is null || _outcome != PreviewOutcome.Delivered || _stopped.IsCancellationRequested || _isStateUnclear)
        {
            await sessions.ShowAsync(thread, SlackSessions.Active, cut.Token);
        }
        await leaving;
        _ended.Dispose();
        _cut.Dispose();
        _stopped.Dispose();
        _written.Dispose();
    }

    /// <summary>The state is shown beside the text: a slow first call does not keep it back.</summary>
    private async Task CallAsync()
    {
        var state = sessions.ShowAsync(thread, SlackSessions.Processing, _cut.Token);
        if (ShowsText) await ShowTextAsync();
        _isStateUnclear = !await state;
    }

    private async Task ShowTextAsync()
    {
        try
        {
            await _written.WaitAsync(_ended.Token);
            await Task.Delay(Settle, time, _ended.Token);
            while (!_ended.IsCancellationRequested)
            {
                if (Next() is { } text && !await ShowAsync(text)) return;
                await Task.Delay(Interval, time, _ended.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested || _cut.IsCancellationRequested)
        {
            // The turn has its answer, and the outbox sends what is missing.
        }
    }

    /// <summary>False when nothing more can be shown.</summary>
    private async Task<bool> ShowAsync(string text)
    {
        try
        {
            if (_ts is null) _ts = await streams.StartAsync(thread, text, _cut.Token);
            else await streams.AppendAsync(thread, _ts, text, _cut.Token);
            _sent += text.Length;
            return _sent < SlackStreams.MaxText;
        }
        catch (SlackException e) when (e.Error == SlackErrors.RateLimited && _ts is not null)
        {
            await Task.Delay(e.RetryAfter ?? Interval, time, _ended.Token);
            return true;
        }
        catch (SlackException e)
        {
            _isUnclear |= SlackErrors.IsUnclear(e.Error);
            if (e.Error == SlackErrors.StoppedByUser) await _stopped.CancelAsync();
            return false;
        }
        catch (OperationCanceledException) when (_cut.IsCancellationRequested)
        {
            _isUnclear = true;
            return false;
        }
    }

    /// <summary>What has been written since the last call; null for nothing. Neither a character nor markup is cut in two.</summary>
    private string? Next()
    {
        lock (_lock)
        {
            var length = Math.Min(_text.Length, SlackStreams.MaxText) - _sent;
            while (length > 0 && (char.IsHighSurrogate(_text[_sent + length - 1]) || _text[_sent + length - 1] == '<')) length--;
            return length > 0 ? _text.ToString(_sent, length) : null;
        }
    }

    /// <summary>
    /// A person has taken the conversation over. The mark keeps the message from being taken for another turn's; without it the next
    /// attempt at this one makes it the answer.
    /// </summary>
    private async Task LeaveAsync(string ts, CancellationToken cancellationToken)
    {
        try
        {
            await streams.StopAsync(thread.Channel, ts, "", null, SlackPosts.Marked("left"), cancellationToken);
        }
        catch (Exception e) when (e is SlackException || cancellationToken.IsCancellationRequested)
        {
            // Slack ends it by itself.
        }
    }
}
