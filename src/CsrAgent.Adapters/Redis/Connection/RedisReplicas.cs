using System.Collections.Concurrent;
using System.Net;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Waits until what was written is on as many replicas as <see cref="RedisOptions.Replicas"/> says, or without Sentinel on all that follow
/// the master. Many who wait share one WAIT, as the operations of a group commit share one fsync. It is on a connection of its own, which
/// alone a slow replica holds up, behind a write there: so it covers all that the master had done before.
/// </summary>
internal sealed class RedisReplicas(
    RedisConnection redis,
    RedisFaults faults,
    IOptions<RedisOptions> options,
    TimeProvider time,
    ILogger<RedisReplicas> logger
) : IAsyncDisposable
{
    /// <summary>How long a step is tried that somebody waits for: shorter than a client waits for an answer.</summary>
    public static readonly TimeSpan StepTimeout = TimeSpan.FromSeconds(8);

    private readonly Lock _opening = new();
    private Task<IConnectionMultiplexer>? _waits;
    private readonly ConcurrentDictionary<EndPoint, RedisMaster> _masters = new();

    /// <summary>
    /// Under Sentinel, a master without replicas may have been replaced without knowing it yet: what it accepts will be discarded. A
    /// cluster's node asks the others before it accepts anything.
    /// </summary>
    private readonly bool _isStrict = RedisUrl.Parse(options.Value.Url).ServiceName is not null;

    /// <summary>
    /// Writes, and waits for the replicas. When they do not have it, or the connection broke meanwhile, it writes again, since the new
    /// master may not have it. The write must be safe to repeat, and receives whether it is a repeat.
    /// </summary>
    /// <returns>The result of the last write.</returns>
    /// <exception cref="StoreUnavailableException">It took longer than <paramref name="timeout"/>; whether Redis has the write is
    /// unknown.</exception>
    public Task<T> WriteAsync<T>(RedisPartition partition, Func<bool, Task<T>> write, TimeSpan timeout) =>
        WriteAsync(partition.Fence, write, timeout);

    /// <param name="fence">A key on the master that is written to, beside what is written.</param>
    /// <param name="write"><inheritdoc cref="WriteAsync{T}(RedisPartition, Func{bool, Task{T}}, TimeSpan)"/></param>
    /// <param name="timeout">How long to go on.</param>
    public Task<T> WriteAsync<T>(RedisKey fence, Func<bool, Task<T>> write, TimeSpan timeout) =>
        faults.RetryAsync(
            !options.Value.Waits ? write : isRepeat => WriteOnceAsync(fence, write, isRepeat),
            timeout,
            CancellationToken.None
        );

    /// <summary>Whether reads see what all other processes will see: a master that was replaced has no replicas left.</summary>
    public async ValueTask<bool> IsTrustedAsync(RedisPartition partition) =>
        !_isStrict || options.Value.Replicas == 0 || await HasReplicatedAsync(redis.Multiplexer.GetServer(partition.Work), partition.Fence);

    /// <summary>A master that cannot wait for its disk is rejected at startup rather than on the first message.</summary>
    /// <exception cref="CsrAgentException">One is too old, or has no append-only file.</exception>
    public async Task CheckAsync()
    {
        if (!options.Value.WaitsForDisk) return;
        var masters = redis.Multiplexer.GetServers().Where(server => server.IsConnected && !server.IsReplica);
        await Task.WhenAll(masters.Select(CheckAsync));
    }

    public async ValueTask DisposeAsync()
    {
        if (_waits is { IsCompletedSuccessfully: true } waits) await waits.Result.DisposeAsync();
    }

    private async Task<T> WriteOnceAsync<T>(RedisKey fence, Func<bool, Task<T>> write, bool isRepeat)
    {
        var server = redis.Multiplexer.GetServer(fence);
        var sockets = Sockets(server);
        var result = await write(isRepeat);
        if (!await HasReplicatedAsync(server, fence)) throw Fault("Too few replicas have it (REDIS_REPLICAS).");
        // After a change of the connection nobody knows whether the master is still the one that was written to.
        if (redis.Multiplexer.GetServer(fence) is var now && now.EndPoint.Equals(server.EndPoint) && Sockets(now) == sockets)
        {
            return result;
        }
        throw Fault("The connection to the master changed during a write.");
    }

    private async Task CheckAsync(IServer master)
    {
        try
        {
            await redis.WithinTimeout(master.ExecuteAsync("WAITAOF", 1, 0, 1));
        }
        catch (RedisServerException e) when (!RedisFaults.IsPassing(e))
        {
            throw new CsrAgentException(
                $"REDIS_WAIT_FOR_DISK needs Redis 7.2 or later with appendonly yes, and {master.EndPoint} refuses it: {e.Message} Leave it "
                    + "out to go without.",
                e
            );
        }
    }

    private Task<bool> HasReplicatedAsync(IServer server, RedisKey fence) =>
        _masters
            .GetOrAdd(server.EndPoint, _ => new RedisMaster(options.Value, _isStrict, WaitsAsync, time, logger))
            .HasReplicatedAsync(server, fence);

    /// <summary>Opened with the first WAIT: most installations have no replica.</summary>
    private Task<IConnectionMultiplexer> WaitsAsync()
    {
        lock (_opening)
        {
            if (_waits is null or { IsFaulted: true }) _waits = redis.OpenAsync("wait", options.Value.Timeout / 2);
            return _waits;
        }
    }

    private static RedisConnectionException Fault(string what) => new(ConnectionFailureType.SocketClosed, CommandFlags.None, what);

    internal static long Sockets(IServer server) => server.GetCounters().Interactive.SocketCount;
}
