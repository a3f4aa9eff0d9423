using System.Collections.Concurrent;
using CsrAgent.Channels;

namespace CsrAgent.Tests.Channels;

/// <summary>A channel that has to be called; sends as the test queued it, then always succeeds, and keeps what it was given.</summary>
internal sealed class TestChannel : IChannel, IChannelSender
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<string?>>> _script = new();

    public string Name => "push";

    public TimeSpan Debounce => TimeSpan.FromSeconds(2);

    public IChannelSender Sender => this;

    /// <summary>Null: it shows nothing of an answer before it is delivered.</summary>
    public TestPreviews? Shows { get; set; }

    public IAnswerPreviews? Previews => Shows;

    public ConcurrentQueue<OutboxEntry> Sends { get; } = new();

    public IEnumerable<(string Id, int Attempt)> Log => Sends.Select(entry => (entry.Delivery.Id, entry.Attempt));

    public TestChannel Fails(Exception error) => Does(_ => Task.FromException<string?>(error));

    public TestChannel Hangs() =>
        Does(async token =>
        {
            await new TaskCompletionSource().Task.WaitAsync(token);
            return null;
        });

    public TestChannel Does(Func<CancellationToken, Task<string?>> step)
    {
        _script.Enqueue(step);
        return this;
    }

    public Task<string?> SendAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var step = _script.TryDequeue(out var scripted) ? scripted : _ => Task.FromResult<string?>("channel-" + entry.Delivery.Id);
        Sends.Enqueue(entry);
        return step(cancellationToken);
    }
}
