using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Connection;

/// <summary>
/// A connection for reads that wait. Opened when it is needed, and anew after a fault: a read that is still waiting would get entries that
/// nobody learns of.
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
