using System.Globalization;
using CsrAgent.Tests.Support.Redis;

[assembly: AssemblyFixture(typeof(SharedRedis))]

namespace CsrAgent.Tests.Support.Redis;

/// <summary>One redis-server for all tests that do not harm it. Each takes a database of its own.</summary>
public sealed class SharedRedis : IAsyncDisposable
{
    private const int Databases = 10_000;

    private static readonly Lazy<Task<RedisServer>> Server = new(() =>
        RedisServer.StartAsync("--databases", Databases.ToString(CultureInfo.InvariantCulture))
    );
    private static int _taken;

    /// <summary>A URL with an empty database.</summary>
    public static async Task<string> TakeDatabaseAsync()
    {
        var server = await Server.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{server.Url}/{Interlocked.Increment(ref _taken) % Databases}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated) await (await Server.Value).DisposeAsync();
    }
}
