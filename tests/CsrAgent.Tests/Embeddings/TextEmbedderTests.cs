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

    public void Dispose() => _listener.Dispose();

    private TextEmbedder Embedder(IEmbeddingGenerator<string, Embedding<float>>? generator, int concurrent = 4) =>
        new(
            generator is null ? [] : [generator],
            Options.Create(new EmbeddingOptions { MaxConcurrent = concurrent }),
            _time,
            NullLogger<TextEmbedder>.Instance
        );

    // Other tests' searches count on the same meter.
    private void AssertSkipped(string reason)
    {
        lock (_skipped) Assert.Contains(reason, _skipped);
    }
}
