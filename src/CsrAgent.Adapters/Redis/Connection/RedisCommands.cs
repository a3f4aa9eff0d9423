using System.Reflection;
using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// What the server must be able to do: the commands of all scripts, and those that are sent on their own. A server that only speaks the
/// protocol would fail later, in the middle of a customer's message.
/// </summary>
internal static partial class RedisCommands
{
    private static readonly string[] SentAlone = ["EVAL", "EVALSHA", "WAIT", "XREADGROUP", "XAUTOCLAIM", "XRANGE", "SUBSCRIBE", "INFO"];

    public static IReadOnlyList<string> Needed { get; } =
        [
            .. typeof(RedisScripts)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (RedisScript)field.GetValue(null)!)
                .SelectMany(script => Called().Matches(script.Text).Select(call => call.Groups[1].Value))
                .Concat(SentAlone)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <exception cref="CsrAgentException">The server lacks some of them.</exception>
    public static async Task CheckAsync(RedisConnection redis)
    {
        RedisResult[] known;
        try
        {
            known = (RedisResult[])(await redis.WithinTimeout(redis.Database.ExecuteAsync("COMMAND", ["INFO", .. Needed])))!;
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            // An account that may not ask may still be allowed all that is needed.
            return;
        }

        var missing = Needed.Where((_, i) => i < known.Length && known[i].IsNull).ToList();
        if (missing.Count > 0)
        {
            throw new CsrAgentException(
                $"The server at REDIS_URL does not know {string.Join(", ", missing)}, which this product needs. Use Redis 7 or Valkey 7.2, "
                    + "or newer."
            );
        }
    }

    [GeneratedRegex(@"redis\.call\('([A-Z]+)'")]
    private static partial Regex Called();
}
