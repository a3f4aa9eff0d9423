using System.Text.RegularExpressions;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations.Reporting;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>What is in Redis, and who is connected to it: each process names its connections.</summary>
internal sealed partial class RedisInspection(RedisConnection redis) : IStoreInspection
{
    public async Task<StoreFacts> InspectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var schema = (long)await redis.WithinTimeout(redis.Database.HashGetAsync(redis.Key("schema"), "written"));
        var deliveries = await Task.WhenAll(
            redis.Partitions.All.Select(p => redis.WithinTimeout(redis.Database.SortedSetLengthAsync(p.Key("out"))))
        );
        return new("redis", schema, deliveries.Sum(), await ListProcessesAsync());
    }

    private async Task<IReadOnlyList<string>> ListProcessesAsync()
    {
        var masters = redis.Multiplexer.GetServers().Where(server => server is { IsConnected: true, IsReplica: false });
        try
        {
            var clients = await Task.WhenAll(masters.Select(master => redis.WithinTimeout(master.ClientListAsync())));
            return
            [
                .. clients
                    .SelectMany(list => list)
                    .Select(client => client.Name ?? "")
                    .Where(name => name.EndsWith(redis.Installation, StringComparison.Ordinal))
                    .Select(name => MainConnection().Match(name[..^redis.Installation.Length]))
                    .Where(match => match.Success)
                    .Select(match => match.Groups["process"].Value)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return ["unknown: the Redis account may not list clients"];
        }
    }

    [GeneratedRegex("^csr-agent-(?<process>.+)-[0-9a-f]{8}-main$")]
    private static partial Regex MainConnection();
}
