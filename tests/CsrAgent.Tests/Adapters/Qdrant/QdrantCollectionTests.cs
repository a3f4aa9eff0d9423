using CsrAgent.Embeddings;
using CsrAgent.Memory;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Embeddings;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qdrant.Client.Grpc;

namespace CsrAgent.Tests.Adapters.Qdrant;

/// <summary>What the store makes in Qdrant, and what it does about processes that die or come at the same time.</summary>
public sealed class QdrantCollectionTests : IAsyncLifetime
{
    private const string Alias = "csr_memories";

    private QdrantRig _rig = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMemoryStore Store { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await QdrantRig.StartAsync();
        Store = _rig.Open();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Remember_TheFirst_MakesACollectionForManyCustomersBehindAnAlias()
    {
        await RememberAsync(Memory("m1", "Owns a sofa.") with { Vector = Vector(1, 0, 0) });

        var name = _rig.Qdrant.State.Aliases[Alias];
        var (model, vector) = _rig.Qdrant.State.Made[name].VectorsConfig.ParamsMap.Map.Single();
        Assert.StartsWith("model_", model, StringComparison.Ordinal);
        Assert.Equal((3UL, Distance.Dot), (vector.Size, vector.Distance));
        Assert.Equal(QuantizationType.Int8, vector.QuantizationConfig.Scalar.Type);
        Assert.Equal((0UL, true), (vector.HnswConfig.M, vector.HnswConfig.PayloadM > 0));
        Assert.Equal(["at", "mark", "owner", "user"], _rig.Qdrant.State.IndexesOf(name).Order());
    }

    [Fact]
    public async Task Remember_InManyProcessesAtOnce_MakesOneCollection()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(i =>
                    _rig.Open().RememberAsync([Memory($"m{i}", $"Fact {i}.") with { Vector = Vector(1, 0, 0) }], "", Token)
                )
        );

        Assert.Equal(5, (await Store.ListAsync("ann", 10, Token)).Count);
    }

    /// <summary>An id is in no filter and no payload: what looks like a query is a hash like any other.</summary>
    [Fact]
    public async Task Remember_AnyId_StandsThereAsAHash()
    {
        await RememberAsync(Memory("m1", "Owns a sofa.", "{\"match\":1}"));

        var point = Assert.Single(_rig.Qdrant.State.PointsOf(Alias));
        Assert.Matches("^[0-9a-f]{64}$", point.Payload["owner"].StringValue);
        Assert.Matches("^[0-9a-f]{64}$", point.Payload["user"].StringValue);
    }

    [Fact]
    public async Task Remember_AfterTheModelWasChanged_KeepsWithoutVectorsAndRecallsByWords()
    {
        await RememberAsync(Memory("m1", "Owns a grey sofa.") with { Vector = Vector(1, 0, 0) });
        var (other, longer) = (new MemoryVector("other", [0, 1, 0]), new MemoryVector("test-3", [0, 1, 0, 0]));
        await RememberAsync(Memory("m2", "Likes tea.") with { Vector = other }, Memory("m3", "Has a dog.") with { Vector = other });
        await RememberAsync(Memory("m4", "Lives in Leeds.") with { Vector = longer });

        Assert.Equal("m2", Ids(await RecallAsync("Is there tea?", other)).First());
        Assert.Equal("m4", Ids(await RecallAsync("Do you deliver to Leeds?", longer)).First());
        Assert.Equal(["m1"], Ids(await RecallAsync("couch", Vector(1, 0, 0))));
    }

    [Fact]
    public async Task Doctor_SaysWhetherTheCollectionIsOfTheModel()
    {
        Assert.Equal([DiagnosisLevel.Ok], (await _rig.TestAsync()).Select(found => found.Level));
        await RememberAsync(Memory("m1", "Owns a sofa.") with { Vector = Vector(1, 0, 0) });
        using var model = new GatedGenerator(Task.CompletedTask);
        _rig.Embedder = new([model], Options.Create(new EmbeddingOptions()), _rig.Time, NullLogger<TextEmbedder>.Instance);

        var found = await _rig.TestAsync();

        Assert.Equal([DiagnosisLevel.Ok, DiagnosisLevel.Warning], found.Select(one => one.Level));
        Assert.Contains("QDRANT_COLLECTION", found[1].Text, StringComparison.Ordinal);
    }

    /// <summary>A process that dies after it has written, and before it has looked whether the customer is still there.</summary>
    [Fact]
    public async Task Forget_OfWhatIsOld_SweepsWhatAnInterruptedProcessHasLeftOfAnErasedCustomer()
    {
        await RememberAsync(Memory("m1", "Owns a sofa."));
        await RememberAsync(Memory("b1", "Ben's.", "ben"));
        var before = await Store.ReadMarkAsync("ann", Token);
        var dead = _rig.Open();
        _rig.Qdrant.Before = async method =>
        {
            if (method != "/qdrant.Points/Upsert") return;
            // The write arrives after the erasure; then nothing of that process does.
            _rig.Qdrant.Before = null;
            await Store.ForgetAsync(new("ann"), Token);
            _rig.Qdrant.Before = called =>
                called == "/qdrant.Points/Get" ? throw new InvalidOperationException("The process is dead.") : Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<CsrAgentException>(() => dead.RememberAsync([Memory("m2", "Left over.")], before, Token));
        _rig.Qdrant.Before = null;
        Assert.Equal(["m2"], Ids(await Store.ListAsync("ann", 10, Token)));

        await Store.ForgetAsync(new(null, Before: Some.Noon.AddYears(-1)), Token);

        Assert.Empty(await Store.ListAsync("ann", 10, Token));
        Assert.Equal(["b1"], Ids(await Store.ListAsync("ben", 10, Token)));
    }

    [Fact]
    public async Task Remember_WhileTheCustomerIsErased_TakesBackWhatItWrote()
    {
        var before = await Store.ReadMarkAsync("ann", Token);
        _rig.Qdrant.Before = async method =>
        {
            if (method != "/qdrant.Points/Upsert") return;
            _rig.Qdrant.Before = null;
            await Store.ForgetAsync(new("ann"), Token);
        };

        Assert.False(await _rig.Open().RememberAsync([Memory("m1", "Owns a sofa.")], before, Token));
        Assert.Empty(await Store.ListAsync("ann", 10, Token));
    }

    [Fact]
    public async Task Forget_OfWhatIsOld_DropsMarksThatNobodyNeeds()
    {
        await Store.ForgetAsync(new("ann"), Token);
        Assert.Single(_rig.Qdrant.State.PointsOf(Alias + "_marks"));
        _rig.Time.Advance(TimeSpan.FromDays(3));

        await Store.ForgetAsync(new(null, Before: Some.Noon), Token);

        Assert.Empty(_rig.Qdrant.State.PointsOf(Alias + "_marks"));
    }

    [Fact]
    public async Task List_OfMoreThanAPage_GivesAll()
    {
        await RememberAsync([.. Enumerable.Range(0, 600).Select(i => Memory($"m{i}", $"Fact {i}."))]);

        Assert.Equal(600, (await Store.ListAsync("ann", 1_000, Token)).Count);
    }

    private static CustomerMemory Memory(string id, string text, string user = "ann") =>
        new()
        {
            Id = id,
            Owner = new("web", user),
            Kind = MemoryKind.Fact,
            Text = text,
            SessionId = "s1",
            At = Some.Noon,
        };

    private static MemoryVector Vector(params float[] values) => new("test-3", values);

    private Task<IReadOnlyList<CustomerMemory>> RecallAsync(string text, MemoryVector vector) =>
        Store.RecallAsync(new("web", "ann"), new(text, "en", vector, 10), Token);

    private async Task RememberAsync(params CustomerMemory[] memories)
    {
        var mark = await Store.ReadMarkAsync(memories[0].Owner.UserId, Token);
        Assert.True(await Store.RememberAsync(memories, mark, Token));
    }

    private static IEnumerable<string> Ids(IEnumerable<CustomerMemory> memories) => memories.Select(memory => memory.Id);
}
