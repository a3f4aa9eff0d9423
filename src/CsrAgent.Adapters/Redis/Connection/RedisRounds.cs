using Microsoft.Extensions.Logging;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// Asks the partitions, each by itself: a master that does not answer holds up its own partitions and no others. An answer that comes late
/// is among those of a later round, and until then its partition is not asked again. Safe to call from many threads.
/// </summary>
/// <param name="redis">The connection.</param>
/// <param name="what">What is asked, for the log.</param>
/// <param name="logger">Is told of each partition that does not answer, and when it does again.</param>
internal sealed class RedisRounds<T>(RedisConnection redis, string what, ILogger logger)
{
    /// <summary>How long a round waits for those who have not answered: longer than any that is well takes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Task<T>?[] _late = new Task<T>?[redis.Partitions.All.Count];
    private readonly Exception?[] _faults = new Exception?[redis.Partitions.All.Count];

    public Task<List<T>> RunAsync(Func<RedisPartition, Task<T>> ask) => RunAsync(redis.Partitions.All, ask);

    /// <returns>The answers that are there.</returns>
    /// <remarks>Throws where no partition of all answers any more: then it is Redis that does not.</remarks>
    public async Task<List<T>> RunAsync(IEnumerable<RedisPartition> partitions, Func<RedisPartition, Task<T>> ask)
    {
        var answers = new List<T>();
        var asked = partitions.Where(partition => IsFree(partition, answers)).Select(p => (Partition: p, Answer: ask(p))).ToList();
        var all = Task.WhenAll(asked.Select(one => one.Answer));
        if (!all.IsCompleted)
        {
            await ((Task)all)
                .WaitAsync(Patience, redis.Time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        lock (_lock)
        {
            foreach (var (partition, answer) in asked)
            {
                if (answer.IsCompleted) Take(partition, answer, answers);
                else _late[partition.Index] = answer;
            }
            if (answers.Count == 0 && Array.TrueForAll(_faults, fault => fault is not null)) throw _faults[0]!;
        }

        return answers;
    }

    private bool IsFree(RedisPartition partition, List<T> answers)
    {
        lock (_lock)
        {
            if (_late[partition.Index] is not { } late) return true;
            if (!late.IsCompleted) return false;
            _late[partition.Index] = null;
            Take(partition, late, answers);
            return true;
        }
    }

    private void Take(RedisPartition partition, Task<T> answer, List<T> answers)
    {
        var before = _faults[partition.Index];
        try
        {
            answers.Add(answer.GetAwaiter().GetResult()); // It is complete.
            _faults[partition.Index] = null;
            if (before is not null) logger.LogInformation("Partition {Partition} answers again ({What})", partition.Index, what);
        }
        catch (Exception e) when (RedisFaults.IsPassing(e))
        {
            _faults[partition.Index] = e;
            if (before is not null) return;
            logger.LogWarning("Partition {Partition} does not answer ({What}), others may: {Fault}", partition.Index, what, e.Message);
        }
    }
}
