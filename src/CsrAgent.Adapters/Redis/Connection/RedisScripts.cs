using System.Collections.Concurrent;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>The atomic steps, as Lua that runs inside Redis. Sent once to each node, and again where a node has lost it.</summary>
internal static class RedisScripts
{
    private static readonly string Prelude = Read("prelude");
    private static readonly ConcurrentDictionary<string, string> Whole = new(StringComparer.Ordinal);

    /// <param name="database">Where.</param>
    /// <param name="script">File name without ".lua".</param>
    /// <param name="partition">Whose keys it touches.</param>
    /// <param name="arguments">The first is the time in Unix milliseconds.</param>
    public static Task<RedisResult> RunAsync(
        this IDatabase database,
        string script,
        RedisPartition partition,
        params RedisValue[] arguments
    ) =>
        InTime(
            database,
            database.ScriptEvaluateAsync(
                Whole.GetOrAdd(script, static name => Prelude + Read(name)),
                [partition.Work, partition.Nothing],
                arguments
            )
        );

    /// <summary>A script that has to do with no partition.</summary>
    public static Task<RedisResult> RunPlainAsync(this IDatabase database, string script, RedisKey[] keys, RedisValue[] arguments) =>
        InTime(database, database.ScriptEvaluateAsync(Whole.GetOrAdd(script, Read), keys, arguments));

    private static Task<RedisResult> InTime(IDatabase database, Task<RedisResult> asked) =>
        asked.WithTimeout(TimeSpan.FromMilliseconds(database.Multiplexer.TimeoutMilliseconds));

    private static string Read(string name)
    {
        using var stream =
            typeof(RedisScripts).Assembly.GetManifestResourceStream($"redis.{name}.lua")
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
