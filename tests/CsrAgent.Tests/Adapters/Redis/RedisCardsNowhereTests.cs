using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>Over Redis, whose append-only file has each command that ever wrote something, also of what was deleted since.</summary>
public sealed class RedisCardsNowhereTests : CardsNowhereContract
{
    private RedisServer _redis = null!;

    public override async ValueTask InitializeAsync()
    {
        // Nothing is packed, so that words can be found.
        _redis = await RedisServer.StartAsync("--appendonly", "yes", "--auto-aof-rewrite-percentage", "0", "--rdbcompression", "no");
        Server.Server.Set("REDIS_URL", _redis.Url);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private protected override async Task<IReadOnlyList<string>> StoredFilesAsync()
    {
        await using var redis = await _redis.ConnectAsync();
        await redis.GetServer(_redis.Address).ExecuteAsync("SAVE");
        return [.. Directory.EnumerateFiles(_redis.Folder, "*", SearchOption.AllDirectories)];
    }
}
