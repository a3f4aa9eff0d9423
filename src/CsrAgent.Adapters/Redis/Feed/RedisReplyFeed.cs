using System.Text.Json;
using System.Threading.Channels;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Adapters.Redis.Turns;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Feed;

/// <summary>
/// The feed across processes. Each process subscribes to its own pub/sub channel, and Redis knows which processes watch a conversation: an
/// event goes only to these, and to the publishing process's own listeners directly. Events that arrive while others are being sent are
/// sent together.
/// </summary>
/// <remarks>
/// Its tasks follow events and no period, so they are no PeriodicLoop; each survives whatever one round throws. What is published after the
/// feed is disposed reaches the listeners of this process alone: the others read the store.
/// </remarks>
internal sealed class RedisReplyFeed : IReplyFeed, IAsyncDisposable
{
    private const int MaxAtOnce = 512;

    /// <summary>How long the events that wait at the end may take, while Redis does not answer.</summary>
    private static readonly TimeSpan LastSends = TimeSpan.FromSeconds(5);

    /// <summary>The intervals between catch-ups after a connection broke or was restored.</summary>
    private static readonly TimeSpan[] RecheckDelays =
    [
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
    ];

    private readonly RedisConnection _redis;
    private readonly RedisWatch _watch;
    private readonly ILogger<RedisReplyFeed> _logger;
    private readonly InMemoryReplyFeed _local;

    /// <summary>One for each partition: a master that does not answer holds up the events of its own.</summary>
    private readonly Channel<(ConversationId Id, ReplyEvent Happened)>[] _outgoing;
    private readonly Channel<bool> _broken = Channel.CreateUnbounded<bool>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private ChannelMessageQueue? _incoming;
    private Task _catchingUp = Task.CompletedTask;
    private readonly Task _sending;
    private bool _isDisposed;

    private string Channels => _redis.Key("feed:");

    public RedisReplyFeed(RedisConnection redis, RedisWatch watch, TimeProvider time, ILogger<RedisReplyFeed> logger)
    {
        _redis = redis;
        _watch = watch;
        _logger = logger;
        _time = time;
        _local = new InMemoryReplyFeed(time);
        _outgoing =
        [
            .. redis.Partitions.All.Select(_ => Channel.CreateUnbounded<(ConversationId, ReplyEvent)>(new() { SingleReader = true })),
        ];
        _sending = Task.WhenAll(_outgoing.Select(outgoing => Task.Run(() => SendAsync(outgoing.Reader))));
    }

    /// <summary>Starts receiving from other processes. Must be awaited before anyone subscribes.</summary>
    public async Task ListenAsync()
    {
        // Before the subscription, so that no fault after it goes unseen.
        _redis.Multiplexer.ConnectionFailed += OnConnectionChanged;
        _redis.Multiplexer.ConnectionRestored += OnConnectionChanged;
        _incoming = await _redis.Multiplexer.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channels + _redis.Node));
        _incoming.OnMessage(Receive);
        _catchingUp = Task.Run(CatchUpAsync);
    }

    public ValueTask PublishAsync(ConversationId id, ReplyEvent happened, CancellationToken cancellationToken)
    {
        _local.Publish(id, happened);
        _outgoing[_redis.Partitions.Of(id).Index].Writer.TryWrite((id, happened));
        return ValueTask.CompletedTask;
    }

    public IReplySubscription Subscribe(ConversationId id)
    {
        var subscription = _local.Subscribe(id);
        _watch.Begin(id);
        return new Subscription(subscription, () => _watch.End(id));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        foreach (var outgoing in _outgoing) outgoing.Writer.TryComplete();
        await _stop.CancelAsync();
        await _catchingUp;
        if (_incoming is not null) await LeaveAsync(_incoming);
        await SendLastAsync();
        _stop.Dispose();
    }

    /// <summary>Replies of the last turns are on their way; but a Redis that is gone must not hold up a stop, batch by batch.</summary>
    private async Task SendLastAsync()
    {
        try
        {
            await _sending.WaitAsync(LastSends, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _logger.LogWarning("The last events could not be sent to other processes in time; they read the store");
        }
    }

    private void OnConnectionChanged(object? sender, ConnectionFailedEventArgs change) => _broken.Writer.TryWrite(true);

    private async Task LeaveAsync(ChannelMessageQueue incoming)
    {
        _redis.Multiplexer.ConnectionFailed -= OnConnectionChanged;
        _redis.Multiplexer.ConnectionRestored -= OnConnectionChanged;
        await UnsubscribeAsync(incoming);
    }

    private async Task UnsubscribeAsync(ChannelMessageQueue incoming)
    {
        try
        {
            await incoming.UnsubscribeAsync();
        }
        // The connection ends at once, or has ended before, and with it the subscription.
        catch (Exception e) when (RedisFaults.IsPassing(e) || e is ObjectDisposedException)
        {
            _logger.LogDebug("The feed could not be unsubscribed: {Fault}", e.Message);
        }
    }

    private void Receive(ChannelMessage message)
    {
        try
        {
            var events = JsonSerializer.Deserialize(((ReadOnlyMemory<byte>)message.Message).Span, RedisJson.Default.RedisEvents);
            foreach (var sent in events?.Events ?? [])
            {
                if (sent.ToReplyEvent() is { } happened) _local.Publish(events!.Id, happened);
                else _logger.LogDebug("An event from a newer version was ignored");
            }
        }
        // From a newer version that is being rolled out, for example: subscribers read the store. The library swallows what is thrown here.
        catch (Exception e)
        {
            _logger.LogWarning(e, "An event of another process could not be read");
        }
    }

    /// <summary>
    /// Events published while a connection was down are lost, and after a restart or a failover Redis may have lost the watchers. Nothing
    /// reports reliably when all connections are restored, least of all those of other processes, so this catches up several times.
    /// </summary>
    private async Task CatchUpAsync()
    {
        try
        {
            while (await _broken.Reader.WaitToReadAsync(_stop.Token)) await LookAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody is waiting anymore.
        }
    }

    private async Task LookAsync()
    {
        for (var look = 0; look < RecheckDelays.Length; look++)
        {
            while (_broken.Reader.TryRead(out _)) look = 0;
            await Task.Delay(RecheckDelays[look], _time, _stop.Token);
            _watch.TellAll();
            _local.Interrupt(isOver: look == RecheckDelays.Length - 1);
        }
    }

    private async Task SendAsync(ChannelReader<(ConversationId Id, ReplyEvent Happened)> outgoing)
    {
        while (await outgoing.WaitToReadAsync())
        {
            var batch = new List<(ConversationId Id, ReplyEvent Happened)>();
            while (batch.Count < MaxAtOnce && outgoing.TryRead(out var one)) batch.Add(one);
            try
            {
                await Task.WhenAll(batch.GroupBy(one => one.Id, one => one.Happened).Select(SendAsync));
            }
            catch (Exception e) // A missed event costs latency, never the reply; the task that ended would cost all events after it.
            {
                _logger.LogWarning("Events could not be sent to other processes: {Fault}", e.Message);
            }
        }
    }

    private Task SendAsync(IGrouping<ConversationId, ReplyEvent> happened)
    {
        var events = new RedisEvents(happened.Key, [.. happened.Select(RedisEvent.Of)]);
        return _redis.RunAsync(
            [_watch.KeyOf(happened.Key)],
            new RedisCall(RedisScripts.Publish)
            {
                { "channels", Channels },
                { "publisher", _redis.Node },
                { "events", JsonSerializer.SerializeToUtf8Bytes(events, RedisJson.Default.RedisEvents) },
            }
        );
    }

    private sealed class Subscription(IReplySubscription local, Action end) : IReplySubscription
    {
        private bool _isOver;

        public ValueTask<ReplyEvent?> NextAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
            local.NextAsync(timeout, cancellationToken);

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isOver, true)) return ValueTask.CompletedTask;
            end();
            return local.DisposeAsync();
        }
    }
}
