using CsrAgent.Telemetry;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>Reads of each Redis what would lose customers' data: what it may evict, and what it writes to disk.</summary>
internal sealed class RedisSelfTest(RedisConnection redis) : ISelfTest
{
    public string Name => "redis";

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<Diagnosis>();
        foreach (var server in redis.Multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var facts = Parse(await server.InfoRawAsync().WaitAsync(cancellationToken) ?? "");
            found.AddRange(Read(EndPointCollection.ToString(server.EndPoint), facts));
        }
        return found.Count > 0 ? found : [Diagnosis.Fault(Name, "no master is connected; look at REDIS_URL and at Redis itself.")];
    }

    internal IEnumerable<Diagnosis> Read(string place, IReadOnlyDictionary<string, string> facts)
    {
        var version = facts.GetValueOrDefault("redis_version", "of unknown version");
        yield return Diagnosis.Ok(Name, $"{place} answers, version {version}");
        if (facts.GetValueOrDefault("maxmemory_policy") is { } policy && policy != "noeviction")
        {
            yield return Diagnosis.Fault(
                Name,
                $"{place} evicts customers' data when its memory is full (maxmemory-policy {policy}): set it to noeviction."
            );
        }
        if (facts.GetValueOrDefault("aof_enabled") == "0")
        {
            yield return Diagnosis.Warning(Name, $"{place} loses messages when it stops: set appendonly to yes.");
        }
    }

    internal static IReadOnlyDictionary<string, string> Parse(string info) =>
        info.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
}
