using System.Diagnostics.Metrics;
using CsrAgent.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Embeddings;

public sealed class TextEmbedderTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _gate = new();
    private readonly List<string> _skipped = [];
    private readonly MeterListener _listener = new();

    public TextEmbedderTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "csr_embeddings_skipped_total") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                lock (_skipped) _skipped.Add((string)tags[0].Value!);
            }
        );
        _listener.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryEmbed_Free_GivesVectorsInOrder()
    {
        _gate.SetResult();
        using var embedder = Embedder(new GatedGenerator(_gate.Task));

        var vectors = await embedder.TryEmbedAsync(["a", "abc"], Token);

        Assert.Equal([1f, 3f], vectors!.Select(vector => vector[0]));
    }

    [Fact]
    public async Task TryEmbed_AllBusy_IsSkippedAtOnceAndCounted()
    {
        using var embedder = Embedder(new GatedGenerator(_gate.Task), concurrent: 1);
        var first = embedder.TryEmbedAsync(["first"], Token);

        Assert.Null(await embedder.TryEmbedAsync(["second"], Token));
        AssertSkipped("busy");

        _gate.SetResult();
        Assert.NotNull(await first);
        Assert.NotNull(await embedder.TryEmbedAsync(["third"], Token));
    }

    [Fact]
    public async Task TryEmbed_TooSlow_IsSkippedAndHoldsItsPlaceUntilItEnds()
    {
        using var embedder = Embedder(new GatedGenerator(_gate.Task), concurrent: 1);
        var slow = embedder.TryEmbedAsync(["slow"], Token);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await slow);
        AssertSkipped("slow");
        Assert.Null(await embedder.TryEmbedAsync(["next"], Token));
        AssertSkipped("busy");
    }

    [Fact]
    public async Task TryEmbed_Failing_IsSkippedAndCounted()
    {
        _gate.SetException(new HttpRequestException("down"));
        using var embedder = Embedder(new GatedGenerator(_gate.Task));

        Assert.Null(await embedder.TryEmbedAsync(["text"], Token));
        AssertSkipped("failed");
    }

    [Fact]
    public async Task TryEmbed_Off_IsNoSkip()
    {
        using var embedder = Embedder(null);

        Assert.Null(await embedder.TryEmbedAsync(["text"], Token));
        Assert.False(embedder.IsOn);
    }

    [Fact]
    public async Task TryEmbed_SameTextAgain_IsNotEmbeddedAgain()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task);
        using var embedder = Embedder(generator);

        await embedder.TryEmbedAsync(["first", "second one"], Token);
        var again = await embedder.TryEmbedAsync(["second one", "third", "first"], Token);

        Assert.Equal([10f, 5f, 5f], again!.Select(vector => vector[0]));
        Assert.Equal(["first", "second one", "third"], generator.Texts);
    }

    [Fact]
    public async Task TryEmbed_ProcessorsBusy_IsSkippedWithoutEmbedding()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task);
        using var embedder = Embedder(generator);
        for (var i = 0; i < 20; i++)
        {
            generator.Duration = TimeSpan.FromMilliseconds(i == 0 ? 1 : 9);
            _time.Advance(TimeSpan.FromMilliseconds(200));
            Assert.NotNull(await embedder.TryEmbedAsync([$"question {i:00}"], Token));
        }
        var calls = generator.Calls;

        Assert.Null(await embedder.TryEmbedAsync(["another one"], Token));

        Assert.Equal(calls, generator.Calls);
        AssertSkipped("busy");
        Assert.NotNull(await embedder.TryEmbedAsync(["question 03"], Token));
    }

    [Fact]
    public async Task TryEmbed_FarSlowerThanUsual_IsGivenUpLongBeforeTheTimeout()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task) { Duration = TimeSpan.FromMilliseconds(1) };
        using var embedder = Embedder(generator);
        Assert.NotNull(await embedder.TryEmbedAsync(["usual"], Token));

        generator.Gate = new TaskCompletionSource().Task;
        var slow = embedder.TryEmbedAsync(["stuck"], Token);
        _time.Advance(TimeSpan.FromMilliseconds(25));

        Assert.Null(await slow);
        AssertSkipped("slow");
    }

    [Fact]
    public async Task Embed_WhileCustomersAsk_RestsAfterEachText()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task) { Duration = TimeSpan.FromMilliseconds(10) };
        using var embedder = Embedder(generator);
        await embedder.TryEmbedAsync(["question"], Token);

        var articles = embedder.EmbedAsync(["first article", "second article"], Token);

        Assert.Equal(["question", "first article"], generator.Texts);
        _time.Advance(TimeSpan.FromMilliseconds(39));
        Assert.Equal(2, generator.Calls);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await generator.CalledAsync(3);
        while (!articles.IsCompleted)
        {
            // Its rest begins at a moment of its own.
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        Assert.Equal([13f, 14f], (await articles).Select(vector => vector[0]));
    }

    [Fact]
    public async Task Embed_NobodyAsks_DoesNotRest()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task) { Duration = TimeSpan.FromMilliseconds(10) };
        using var embedder = Embedder(generator);

        Assert.True(embedder.EmbedAsync(["first article", "second article"], Token).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Embed_OtherServer_GetsAllAtOnce()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task);
        using var embedder = Embedder(generator, provider: EmbeddingProvider.Http);
        await embedder.TryEmbedAsync(["question"], Token);

        Assert.Equal(2, (await embedder.EmbedAsync(["first article", "second article"], Token)).Length);
        Assert.Equal(2, generator.Calls);
    }

    [Fact]
    public async Task Embed_VectorOfAnotherLength_IsRefusedWithWhatToDo()
    {
        _gate.SetResult();
        var generator = new GatedGenerator(_gate.Task);
        using var embedder = Embedder(generator, provider: EmbeddingProvider.Http);
        await embedder.EmbedAsync(["article"], Token);
        generator.Width = 3;

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => embedder.EmbedAsync(["another article"], Token));

        Assert.Contains("EMBEDDINGS_MODEL", error.Message, StringComparison.Ordinal);
        Assert.Null(await embedder.TryEmbedAsync(["question"], Token));
        AssertSkipped("failed");
    }

    public void Dispose() => _listener.Dispose();

    private TextEmbedder Embedder(
        IEmbeddingGenerator<string, Embedding<float>>? generator,
        int concurrent = 4,
        EmbeddingProvider provider = EmbeddingProvider.Local
    )
    {
        if (generator is GatedGenerator gated) gated.Time = _time;
        return new(
            generator is null ? [] : [generator],
            Options.Create(new EmbeddingOptions { MaxConcurrent = concurrent, Provider = provider }),
            _time,
            NullLogger<TextEmbedder>.Instance
        );
    }

    // Other tests' searches count on the same meter.
    private void AssertSkipped(string reason)
    {
        lock (_skipped) Assert.Contains(reason, _skipped);
    }
}
