using CsrAgent.Memory;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Contracts;

/// <summary>What every store of memories promises; above all that nobody is ever given another customer's.</summary>
public abstract class MemoryStoreContract : IAsyncLifetime
{
    private const string Model = "test-3";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IMemoryStore Store { get; private set; } = null!;

    /// <summary>Ids that a careless comparison, a pattern or a query would take for "ann".</summary>
    public static TheoryData<string> Impostors =>
        [
            "Ann",
            "ANN",
            "ann ",
            " ann",
            "ann\t",
            "аnn", // Cyrillic
            "ａｎｎ", // full width
            "an\u0301n",
            "a\u200Bnn",
            "ann\u00AD",
            "%",
            "_nn",
            "*",
            "ann*",
            "a?n",
            "ann' OR '1'='1",
            "ann\" OR \"\"=\"",
            "{\"match\":{\"any\":[\"ann\"]}}",
            "[ann]",
            ".*",
            "web\0ann",
            "ann\nweb",
        ];

    public async ValueTask InitializeAsync() => Store = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await ReleaseAsync();
    }

    protected abstract ValueTask<IMemoryStore> CreateAsync();

    /// <summary>The same data in a process that has just been started.</summary>
    protected abstract ValueTask<IMemoryStore> RestartAsync();

    protected abstract ValueTask ReleaseAsync();

    [Fact]
    public async Task Remember_ThenListAndRecall_GiveItBackAlsoAfterARestart()
    {
        var memory = Memory("m1", "Owns a Breville kettle.") with { Kind = MemoryKind.Preference, Vector = Vector(1, 0, 0) };
        await RememberAsync(memory);
        Store = await RestartAsync();

        Assert.Equal([memory with { Vector = null }], await Store.ListAsync("ann", 10, Token));
        Assert.Equal([memory with { Vector = null }], await RecallAsync("kettle", Vector(1, 0, 0)));
    }

    [Theory]
    [MemberData(nameof(Impostors))]
    public async Task Recall_AndList_OfAnIdThatLooksTheSame_GiveNothingOfTheOther(string impostor)
    {
        await RememberAsync(Memory("m1", "Ordered a grey sofa."));

        Assert.Empty(await RecallAsync("sofa", user: impostor));
        Assert.Empty(await Store.ListAsync(impostor, 10, Token));
        Assert.Equal(0, await Store.ForgetAsync(new(impostor), Token));
        Assert.Equal(0, await Store.ForgetAsync(new(impostor, ["m1"]), Token));

        await RememberAsync(Memory("m2", "Ordered a red sofa.", impostor));
        Assert.Equal(["m2"], Ids(await RecallAsync("sofa", user: impostor)));
        Assert.Equal(["m1"], Ids(await RecallAsync("sofa")));
        Assert.Equal(1, await Store.ForgetAsync(new(impostor), Token));
        Assert.Equal(["m1"], Ids(await Store.ListAsync("ann", 10, Token)));
    }

    [Fact]
    public async Task Recall_OfTheSameIdOnAnotherChannel_GivesNothing()
    {
        await RememberAsync(Memory("m1", "Ordered a grey sofa."));
        await RememberAsync(Memory("m2", "Ordered a lamp.") with { Owner = new("slack", "ann") });
        // Neither part may pass for the other's end.
        await RememberAsync(Memory("m3", "Ordered a rug.") with { Owner = new("we", "bann") });

        Assert.Equal(["m1"], Ids(await RecallAsync("what did I order?")));
        Assert.Equal(["m1", "m2"], Ids(await Store.ListAsync("ann", 10, Token)).Order());
        Assert.Equal(2, await Store.ForgetAsync(new("ann"), Token));
        Assert.Equal(["m3"], Ids(await Store.ListAsync("bann", 10, Token)));
    }

    [Fact]
    public async Task Remember_TheSameIdAgain_ReplacesIt()
    {
        await RememberAsync(Memory("m1", "Ordered a grey sofa."));
        await RememberAsync(Memory("m1", "Ordered a red sofa."));

        Assert.Equal(["Ordered a red sofa."], (await Store.ListAsync("ann", 10, Token)).Select(memory => memory.Text));
    }

    [Fact]
    public async Task Recall_WithVectors_PutsTheNearestFirstAndKeepsToTheLimit()
    {
        await RememberAsync(
            Memory("far", "Likes tea.") with
            {
                Vector = Vector(0, 0, 1),
            },
            Memory("near", "Ordered a sofa.") with
            {
                Vector = Vector(1, 0, 0),
            },
            Memory("between", "Moved to Leeds.") with
            {
                Vector = Vector(0.6f, 0.8f, 0),
            }
        );

        Assert.Equal(["near", "between", "far"], Ids(await RecallAsync("couch", Vector(1, 0, 0))));
        Assert.Equal(["near"], Ids(await RecallAsync("couch", Vector(1, 0, 0), limit: 1)));
    }

    [Fact]
    public async Task Recall_WithoutAVector_GoesByWordsThenByAge()
    {
        await RememberAsync(
            Memory("old", "Likes tea.", at: Some.Noon),
            Memory("words", "Ordered a grey sofa.", at: Some.Noon.AddDays(-9)),
            Memory("new", "Moved to Leeds.", at: Some.Noon.AddDays(1))
        );

        Assert.Equal(["words", "new", "old"], Ids(await RecallAsync("Where is my grey sofa?")));
    }

    [Fact]
    public async Task List_NewestFirst_KeepsToTheLimit()
    {
        for (var i = 0; i < 5; i++) await RememberAsync(Memory($"m{i}", $"Fact {i}.", at: Some.Noon.AddHours(i)));

        Assert.Equal(["m4", "m3", "m2"], Ids(await Store.ListAsync("ann", 3, Token)));
    }

    [Fact]
    public async Task Forget_SomeOfACustomer_LeavesTheOthersAndEverybodyElse()
    {
        await RememberAsync(Memory("m1", "One."), Memory("m2", "Two."));
        await RememberAsync(Memory("b1", "Ben's.", "ben"));

        Assert.Equal(1, await Store.ForgetAsync(new("ann", ["m1", "b1", "unknown"]), Token));

        Assert.Equal(["m2"], Ids(await Store.ListAsync("ann", 10, Token)));
        Assert.Equal(["b1"], Ids(await Store.ListAsync("ben", 10, Token)));
    }

    [Fact]
    public async Task Forget_WhatIsOld_LeavesWhatIsNot()
    {
        await RememberAsync(Memory("old", "One.", at: Some.Noon.AddDays(-91)), Memory("new", "Two.", at: Some.Noon.AddDays(-89)));
        await RememberAsync(Memory("b-old", "Three.", "ben", Some.Noon.AddDays(-91)));

        Assert.Equal(2, await Store.ForgetAsync(new(null, Before: Some.Noon.AddDays(-90)), Token));

        Assert.Equal(["new"], Ids(await Store.ListAsync("ann", 10, Token)));
        Assert.Empty(await Store.ListAsync("ben", 10, Token));
    }

    /// <summary>Who was erased while somebody still learned from their words does not come back.</summary>
    [Fact]
    public async Task Remember_AfterAnErasure_IsRefusedWithTheMarkFromBefore()
    {
        await RememberAsync(Memory("m1", "One."));
        var before = await Store.ReadMarkAsync("ann", Token);
        var other = await Store.ReadMarkAsync("ben", Token);

        Assert.Equal(1, await Store.ForgetAsync(new("ann"), Token));
        Store = await RestartAsync();

        Assert.False(await Store.RememberAsync([Memory("m2", "Two.")], before, Token));
        Assert.Empty(await Store.ListAsync("ann", 10, Token));
        Assert.True(await Store.RememberAsync([Memory("b1", "Ben's.", "ben")], other, Token));
        Assert.True(await Store.RememberAsync([Memory("m3", "Three.")], await Store.ReadMarkAsync("ann", Token), Token));
        Assert.Equal(["m3"], Ids(await Store.ListAsync("ann", 10, Token)));
    }

    [Fact]
    public async Task Remember_AfterSomeWereDeleted_IsNotRefused()
    {
        await RememberAsync(Memory("m1", "One."));
        var before = await Store.ReadMarkAsync("ann", Token);
        await Store.ForgetAsync(new("ann", ["m1"]), Token);

        Assert.True(await Store.RememberAsync([Memory("m2", "Two.")], before, Token));
    }

    protected static CustomerMemory Memory(string id, string text, string user = "ann", DateTimeOffset? at = null) =>
        new()
        {
            Id = id,
            Owner = new("web", user),
            Kind = MemoryKind.Fact,
            Text = text,
            SessionId = "s1",
            At = at ?? Some.Noon,
        };

    protected static MemoryVector Vector(params float[] values) => new(Model, values);

    protected Task<IReadOnlyList<CustomerMemory>> RecallAsync(
        string text,
        MemoryVector? vector = null,
        string user = "ann",
        int limit = 10
    ) => Store.RecallAsync(new("web", user), new(text, "en", vector, limit), Token);

    protected async Task RememberAsync(params CustomerMemory[] memories)
    {
        var mark = await Store.ReadMarkAsync(memories[0].Owner.UserId, Token);
        Assert.True(await Store.RememberAsync(memories, mark, Token));
    }

    protected static IEnumerable<string> Ids(IEnumerable<CustomerMemory> memories) => memories.Select(memory => memory.Id);
}
