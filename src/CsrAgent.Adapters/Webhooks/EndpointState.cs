using CsrAgent.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Webhooks;

/// <summary>
/// Whether the URL is in order. Once it has failed for as long as calls are repeated it is out of order: calls fail at once, but for one a
/// minute that tries, and the log says so. Safe to call from many threads.
/// </summary>
internal sealed class EndpointState(IOptions<WebhookOptions> options, TimeProvider time, ILogger<EndpointState> logger) : IChannelHealth
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _failingSince;
    private DateTimeOffset? _outOfOrderSince;
    private DateTimeOffset _triedAt;
    private string? _error;

    public string Name => WebhookChannel.ChannelName;

    public string? Fault
    {
        get
        {
            lock (_lock) return _error;
        }
    }

    /// <summary>Since when it is out of order; null where the call may be made.</summary>
    public DateTimeOffset? Blocked()
    {
        lock (_lock)
        {
            if (_outOfOrderSince is null) return null;
            var now = time.GetUtcNow();
            if (now - _triedAt < BetweenTries) return _outOfOrderSince;
            _triedAt = now;
            return null;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            if (_outOfOrderSince is not null)
            {
                logger.LogWarning("WEBHOOK_URL answers again; what was given up is among the dead letters and can be sent again");
            }
            _failingSince = _outOfOrderSince = null;
            _error = null;
        }
    }

    public void Failed(string error)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _failingSince ??= now;
            _error = error;
            if (_outOfOrderSince is not null || now - _failingSince < options.Value.RetryFor) return;
            (_outOfOrderSince, _triedAt) = (now, now);
            logger.LogError("WEBHOOK_URL has failed since {Since} and counts as out of order: {Error}", _failingSince, error);
        }
    }

    /// <summary>It has asked not to be called again.</summary>
    public void Gone()
    {
        lock (_lock)
        {
            if (_outOfOrderSince is null) logger.LogError("WEBHOOK_URL answered 410: it wants no more calls, and counts as out of order");
            var now = time.GetUtcNow();
            _failingSince ??= now;
            _error = "WEBHOOK_URL answered 410: it wants no more calls. Set another one.";
            (_outOfOrderSince, _triedAt) = (_outOfOrderSince ?? now, now);
        }
    }
}
