using System.Globalization;

[assembly: AssemblyFixture(typeof(CsrAgent.Tests.Support.Redis.SharedRedis))]

namespace CsrAgent.Tests.Support.Redis;

/// <summary>One redis-server for all tests that do not harm it. Each takes a database of its own.</summary>
public sealed class SharedRedis : IAsyncDisposable
{
    private const int Databases = 10_000;

    private static readonly Lazy<Task<RedisServer>> _server = new(() => RedisServer.StartAsync("--databases", Databases.ToString(CultureInfo.InvariantCulture)));
    private static int _taken;

    /// <summary>A URL with an empty database.</summary>
    public static async Task<string> TakeDatabaseAsync()
    {
        var server = await _server.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{server.Url}/{Interlocked.Increment(ref _taken) % Databases}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
