using System.Diagnostics.Metrics;
using System.Globalization;
using CsrAgent.Handoff;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// How far the clock of this process is from that of Redis. Nothing that scripts do depends on it, but what the process itself says about
/// times does.
/// </summary>
internal sealed class RedisClock : IHandoffClock
{
    /// <summary>A larger difference is logged.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisClock> _logger;
    private readonly ObservableGauge<double> _gauge;
    private Measured? _last;
    private bool _isWrong;

    public RedisClock(RedisConnection redis, TimeProvider time, ILogger<RedisClock> logger)
    {
        (_redis, _time, _logger) = (redis, time, logger);
        _gauge = AgentMeter.Meter.CreateObservableGauge(
            "csr.clock.skew",
            () => Skew.TotalSeconds,
            "s",
            "How far the clock of this process is ahead of that of Redis"
        );
    }

    /// <summary>How far this process is ahead; negative where it is behind. Zero before the first measurement.</summary>
    public TimeSpan Skew { get; private set; }

    /// <summary>
    /// The time of Redis: as measured last, and what has passed since, so that a clock that is set does not move it. Before the first
    /// measurement, that of this process.
    /// </summary>
    public DateTimeOffset UtcNow => _last is { } last ? last.There + _time.GetElapsedTime(last.Here) : _time.GetUtcNow();

    /// <summary>A time of this process as Redis would tell it.</summary>
    public DateTimeOffset ToRedis(DateTimeOffset local) => local - Skew;

    /// <summary>At the start, which a Redis that does not answer for once need not stop: the next measurement is soon.</summary>
    public async Task TryMeasureAsync()
    {
        try
        {
            await MeasureAsync();
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            _logger.LogWarning("The clock could not be compared with that of Redis yet: {Fault}", e.Message);
        }
    }

    /// <exception cref="TimeoutException">Redis did not answer.</exception>
    public async Task MeasureAsync()
    {
        var (start, before) = (_time.GetTimestamp(), _time.GetUtcNow());
        var answer = (RedisResult[])(await _redis.WithinTimeout(_redis.Database.ExecuteAsync("TIME")))!;
        var way = _time.GetElapsedTime(start);
        var there = DateTimeOffset.UnixEpoch.AddSeconds(Number(answer[0])).AddMicroseconds(Number(answer[1]));
        _last = new(_time.GetTimestamp(), there + (way / 2));
        var ahead = before + (way / 2) - there;
        // Within the time that the answer took nobody can tell.
        Skew = ahead.Duration() <= way ? TimeSpan.Zero : ahead;
        Tell();
    }

    private void Tell()
    {
        var isWrong = Skew.Duration() > Tolerance;
        if (isWrong && !_isWrong)
        {
            _logger.LogWarning(
                "The clock of this machine is {Seconds:0.0} s {Direction} that of Redis: set it (NTP). Turns and limits go by the clock of "
                    + "Redis; the times of replies and logs are wrong",
                Skew.Duration().TotalSeconds,
                Skew > TimeSpan.Zero ? "ahead of" : "behind"
            );
        }
        else if (_isWrong && !isWrong)
        {
            _logger.LogInformation("The clock of this machine agrees with that of Redis again");
        }
        _isWrong = isWrong;
    }

    private sealed record Measured(long Here, DateTimeOffset There);

    private static double Number(RedisResult text) => double.Parse((string)text!, CultureInfo.InvariantCulture);
}
