using System.Collections;
using System.Globalization;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>A script with its arguments by name: exactly those that it declares.</summary>
internal sealed class RedisCall(RedisScript script) : IEnumerable<string>
{
    private readonly Dictionary<string, (RedisValue Value, IReadOnlyCollection<RedisValue>? List)> _given = new(script.Arguments.Count);

    public RedisScript Script => script;

    /// <summary>One name for all tries of a call, by which a script knows that an earlier try came through.</summary>
    public static string NewName() => Random.Shared.NextInt64().ToString("x", CultureInfo.InvariantCulture);

    public void Add(string name, RedisValue value) => _given.Add(name, (value, null));

    public void Add(string name, IReadOnlyCollection<RedisValue> list) => _given.Add(name, (default, list));

    /// <summary>In declaration order; a list is sent as its length, then its values.</summary>
    /// <param name="clock">What scripts that know the time are given for it.</param>
    public RedisValue[] Values(long clock)
    {
        var values = new List<RedisValue>(_given.Count);
        foreach (var (name, kind) in script.Arguments)
        {
            if (name == RedisScript.Clock)
            {
                values.Add(clock);
                continue;
            }
            if (!_given.TryGetValue(name, out var given) || (given.List is not null) != (kind == RedisArgumentKind.List)) throw Mismatch();
            if (given.List is not { } list)
            {
                values.Add(given.Value);
                continue;
            }
            values.Add(list.Count);
            values.AddRange(list);
        }

        return _given.Count == script.Arguments.Count(argument => argument.Name != RedisScript.Clock) ? [.. values] : throw Mismatch();
    }

    public IEnumerator<string> GetEnumerator() => _given.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private InvalidOperationException Mismatch() =>
        new(
            $"{script.Name}.lua declares {string.Join(", ", script.Arguments.Select(argument => $"{argument.Name}: {argument.Kind}"))}; "
                + $"the call gives {string.Join(", ", _given.Keys)}."
        );
}
