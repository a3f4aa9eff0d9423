using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis;

/// <summary>
/// Waits until what was written is on as many replicas as <see cref="RedisOptions.Replicas"/> says. Many who wait share one WAIT, as the
/// operations of a group commit share one fsync: it holds up the connection, and it covers all that was written on it before.
/// </summary>
internal sealed class RedisReplicas(RedisConnection redis, IOptions<RedisOptions> options, ILogger<RedisReplicas> logger)
{
    private readonly ConcurrentDictionary<System.Net.EndPoint, Waits> _servers = new();

    /// <exception cref="CsrAgentException">Too few replicas have it.</exception>
    public async Task WaitAsync(RedisPartition partition)
    {
        if (!await HaveItAsync(partition))
            throw new CsrAgentException($"The message is not on {options.Value.Replicas} replicas of Redis yet (REDIS_REPLICAS). Send it again with the same message_id.");
    }

    /// <summary>Where they do not have it, it stands nevertheless: it is on the master, and a turn can not be undone.</summary>
    public async Task TryWaitAsync(RedisPartition partition)
    {
        try
        {
            if (await HaveItAsync(partition)) return;
            logger.LogWarning("A reply is on fewer than {Replicas} replicas of Redis (REDIS_REPLICAS); a failover just now could lose it", options.Value.Replicas);
        }
        catch (RedisException e)
        {
            logger.LogWarning(e, "It is not known whether a reply is on {Replicas} replicas of Redis (REDIS_REPLICAS)", options.Value.Replicas);
        }
    }

    private async ValueTask<bool> HaveItAsync(RedisPartition partition)
    {
        if (options.Value.Replicas == 0) return true;
        var server = redis.Multiplexer.GetServer(partition.Work);
        return await _servers.GetOrAdd(server.EndPoint, _ => new Waits()).JoinAsync(() => AskAsync(server)) >= options.Value.Replicas;
    }

    private async Task<long> AskAsync(IServer server) =>
        (long)await server.ExecuteAsync("WAIT", [options.Value.Replicas, (long)(options.Value.Timeout / 2).TotalMilliseconds]);

    /// <summary>One WAIT at a time; who comes while it runs needs the next one.</summary>
    private sealed class Waits
    {
        private readonly Lock _lock = new();
        private Task<long> _running = Task.FromResult(0L);
        private Task<long>? _next;

        public Task<long> JoinAsync(Func<Task<long>> ask)
        {
            lock (_lock)
            {
                if (_next is not null) return _next;
                if (_running.IsCompleted) return _running = ask();
                return _next = AfterAsync(_running, ask);
            }
        }

        private async Task<long> AfterAsync(Task<long> running, Func<Task<long>> ask)
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            Task<long> asked;
            lock (_lock)
            {
                _running = asked = ask();
                _next = null;
            }

            return await asked;
        }
    }
}
