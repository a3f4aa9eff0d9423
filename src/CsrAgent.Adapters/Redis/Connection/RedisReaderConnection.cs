using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// A connection for blocking reads. Opened on demand, and reopened after a fault: a read still blocked on the old one would take entries
/// that nobody receives.
/// </summary>
internal sealed class RedisReaderConnection(RedisConnection redis, TimeSpan block) : IAsyncDisposable
{
    private IConnectionMultiplexer? _connection;

    public async Task<IDatabase> GetAsync() => (_connection ??= await redis.OpenAsync("reader", block)).GetDatabase();

    public async Task DropAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.CloseAsync(allowCommandsToComplete: false);
        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
