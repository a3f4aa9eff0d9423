using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>One master and what is known about its replicas.</summary>
/// <param name="options">Settings.</param>
/// <param name="isStrict">Whether to wait for a missing replica as well.</param>
/// <param name="waits">The connection for WAIT.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
internal sealed partial class RedisMaster(
    RedisOptions options,
    bool isStrict,
    Func<Task<IConnectionMultiplexer>> waits,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    /// <summary>A replica that has not reported for this long counts as down, whatever the state of its connection.</summary>
    private const int MaxSecondsBehind = 10;

    /// <summary>
    /// How long a fence is kept, in milliseconds. It only has to be written; without an expiry, that of an erasure would stay forever.
    /// </summary>
    private const long FenceTime = 60_000;

    /// <summary>Fewer than none: too few, also where no replica is needed.</summary>
    private const long NotOnDisk = -1;

    private readonly Lock _lock = new();
    private Task<bool> _running = Task.FromResult(true);
    private Task<bool>? _next;
    private long? _countedAt;
    private int _following;

    /// <summary>
    /// Whether all that this master has done before is on enough replicas. One WAIT at a time; who comes while it runs needs the next one.
    /// </summary>
    /// <param name="server">The server as the connection knows it now: after a failover, the same address may be another object.</param>
    /// <param name="fence">A key that it has.</param>
    public Task<bool> HasReplicatedAsync(IServer server, RedisKey fence)
    {
        lock (_lock)
        {
            if (_next is not null) return _next;
            if (_running.IsCompleted) return _running = AskAsync(server, fence);
            return _next = AfterAsync(_running, server, fence);
        }
    }

    private async Task<bool> AfterAsync(Task<bool> running, IServer server, RedisKey fence)
    {
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<bool> asked;
        lock (_lock)
        {
            _running = asked = AskAsync(server, fence);
            _next = null;
        }

        return await asked;
    }

    private async Task<bool> AskAsync(IServer server, RedisKey fence)
    {
        if (_countedAt is not { } counted || time.GetElapsedTime(counted) >= CountEvery) await CountAsync(server);
        var needed = isStrict ? options.Replicas : Math.Min(options.Replicas, _following);
        if (needed == 0 && !options.WaitsForDisk) return true;
        var have = await WaitAsync(server, fence, needed);
        if (have < needed) _countedAt = null;
        return have >= needed;
    }

    /// <summary>How many replicas have it: a WAIT covers what its own connection wrote, so that one writes first.</summary>
    private async Task<long> WaitAsync(IServer server, RedisKey fence, int needed)
    {
        if (await OnItsOwnConnectionAsync(server) is not { } waiting) return NotOnDisk;
        var (block, timeout) = ((long)(options.Timeout / 2).TotalMilliseconds, options.Timeout * 1.5);
        var sockets = RedisReplicas.Sockets(waiting);
        // A slot that has moved since is a fault, and the step is tried again: written elsewhere, the fence would say nothing.
        var written = waiting.ExecuteAsync("SET", [fence, 1, "PX", FenceTime], CommandFlags.NoRedirect);
        var replicated = options.WaitsForDisk
            ? waiting.ExecuteAsync("WAITAOF", [1, needed, block])
            : waiting.ExecuteAsync("WAIT", [needed, block]);
        await written.WithTimeout(timeout);
        var have = Have(await replicated.WithTimeout(timeout));
        return RedisReplicas.Sockets(waiting) == sockets ? have : NotOnDisk;
    }

    /// <summary>
    /// The server as the connection for WAIT knows it, by its address: where slots are, only a connection that uses them is told. Null for
    /// a server that has joined since; the next attempt finds it.
    /// </summary>
    private async Task<IServer?> OnItsOwnConnectionAsync(IServer server)
    {
        var connection = await waits();
        var known = connection.GetServers().FirstOrDefault(each => each.EndPoint.Equals(server.EndPoint));
        if (known is null) await connection.ConfigureAsync();
        return known;
    }

    /// <summary>WAITAOF answers with two numbers: whether the master's own disk has it, and how many replicas' disks.</summary>
    private static long Have(RedisResult answer) =>
        answer.Resp2Type == ResultType.Array && (RedisResult[])answer! is [var here, var replicas]
            ? (long)here > 0
                ? (long)replicas
                : NotOnDisk
            : (long)answer;

    /// <summary>A replica that is down must not stop the service; it is logged instead.</summary>
    private async Task CountAsync(IServer server)
    {
        var replication = await server.InfoRawAsync("replication").WithTimeout(options.Timeout) ?? "";
        var following = ReplicaPattern()
            .Matches(replication)
            .Count(replica => int.Parse(replica.Groups["lag"].ValueSpan, CultureInfo.InvariantCulture) <= MaxSecondsBehind);
        if (following < options.Replicas && following < _following)
        {
            logger.LogWarning(
                "Redis {Master} has {Following} replicas in sync, fewer than REDIS_REPLICAS: until there are more, its failure "
                    + "may lose messages",
                server.EndPoint,
                following
            );
        }
        (_following, _countedAt) = (following, time.GetTimestamp());
    }

    // slave0:ip=10.0.0.7,port=6379,state=online,offset=154,lag=0
    [GeneratedRegex(@"^slave\d+:.*state=online.*lag=(?<lag>\d+)", RegexOptions.Multiline)]
    private static partial Regex ReplicaPattern();
}
