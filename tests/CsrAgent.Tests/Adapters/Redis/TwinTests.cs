using CsrAgent.Tests.Adapters.Sqlite;
using CsrAgent.Tests.Contracts.Twins;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>The same histories of calls, played on both stores, must read alike after every call.</summary>
public sealed class TwinTests
{
    private const int Moves = 150;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Play_TheSameMovesOnBothStores_ReadsAlike(int seed)
    {
        await using var sqlite = new SqliteSubject();
        await using var redis = await RedisSubject.CreateAsync();
        var (one, other) = (new TwinPlayer(sqlite), new TwinPlayer(redis));
        var random = new Random(seed);
        var played = new List<string>();
        for (var number = 0; number < Moves; number++)
        {
            var move = TwinMove.Any(random);
            var (seen, also) = (await one.PlayAsync(move), await other.PlayAsync(move));
            played.Add(seen);
            Assert.True(seen == also, $"After {string.Join('\n', played.TakeLast(20))}\nSQLite says\n{seen}\nand Redis\n{also}");
            if (number % 10 != 9) continue;
            var (all, others) = (await one.ReadAsync(), await other.ReadAsync());
            Assert.True(all == others, $"After {string.Join('\n', played.TakeLast(20))}\nSQLite shows\n{all}\nand Redis\n{others}");
        }
    }
}
