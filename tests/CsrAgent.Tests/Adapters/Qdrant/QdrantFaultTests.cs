using CsrAgent.Adapters.Qdrant;
using CsrAgent.Memory;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Qdrant;

namespace CsrAgent.Tests.Adapters.Qdrant;

/// <summary>Qdrant away, slow, full or talking nonsense: every call says so, and the next one works as soon as Qdrant does.</summary>
public sealed class QdrantFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData((int)FakeQdrantMode.Unavailable, "QDRANT_URL")]
    [InlineData((int)FakeQdrantMode.Hangs, "QDRANT_TIMEOUT")]
    [InlineData((int)FakeQdrantMode.Full, "full")]
    [InlineData((int)FakeQdrantMode.Garbage, "")]
    [InlineData((int)FakeQdrantMode.WebPage, "")]
    public async Task Call_WhileQdrantMisbehaves_FailsWithAdviceAndIsWellAgainAfterwards(int mode, string advice)
    {
        await using var rig = await QdrantRig.StartAsync();
        var store = rig.Open(timeout: TimeSpan.FromMilliseconds(300));
        Assert.True(await store.RememberAsync([Memory], "", Token));
        rig.Qdrant.Mode = (FakeQdrantMode)mode;

        Func<Task>[] calls =
        [
            () => store.ReadMarkAsync("ann", Token),
            () => store.RecallAsync(Memory.Owner, new("sofa", "en", null, 5), Token),
            () => store.ListAsync("ann", 10, Token),
            () => store.RememberAsync([Memory], "", Token),
            () => store.ForgetAsync(new("ann"), Token),
        ];
        foreach (var call in calls)
        {
            Assert.Contains(advice, (await Assert.ThrowsAsync<QdrantException>(call)).Message, StringComparison.Ordinal);
        }

        rig.Qdrant.Mode = FakeQdrantMode.Well;
        Assert.Single(await store.ListAsync("ann", 10, Token));
    }

    [Fact]
    public async Task Call_WhereNobodyListens_NamesTheSetting()
    {
        await using var rig = await QdrantRig.StartAsync();
        var store = rig.Open(url: $"http://127.0.0.1:{FreePort.Find()}");

        var fault = await Assert.ThrowsAsync<QdrantException>(() => store.ReadMarkAsync("ann", Token));

        Assert.Contains("QDRANT_URL", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Call_WithoutTheKey_NamesTheSetting(string? key)
    {
        await using var rig = await QdrantRig.StartAsync(apiKey: "right");

        var fault = await Assert.ThrowsAsync<QdrantException>(() => rig.Open(apiKey: key).ReadMarkAsync("ann", Token));

        Assert.Contains("QDRANT_API_KEY", fault.Message, StringComparison.Ordinal);
        Assert.Equal("", await rig.Open(apiKey: "right").ReadMarkAsync("ann", Token));
    }

    [Fact]
    public async Task Call_Cancelled_IsNoFaultOfQdrant()
    {
        await using var rig = await QdrantRig.StartAsync();
        rig.Qdrant.Mode = FakeQdrantMode.Hangs;
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Open().ReadMarkAsync("ann", gone.Token));
    }

    private static CustomerMemory Memory { get; } =
        new()
        {
            Id = "m1",
            Owner = new("web", "ann"),
            Kind = MemoryKind.Fact,
            Text = "Owns a sofa.",
            SessionId = "s1",
            At = Some.Noon,
        };
}
