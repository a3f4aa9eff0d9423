using System.Diagnostics;
using System.Diagnostics.Metrics;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Embeddings;

/// <summary>
/// Turns texts into vectors of length 1, whose dot product says how near two texts are in meaning. A customer never waits for it long:
/// under load it is the first thing that is left out. Safe to call from many threads.
/// </summary>
public sealed class TextEmbedder(
    IEnumerable<IEmbeddingGenerator<string, Embedding<float>>> generators,
    IOptions<EmbeddingOptions> options,
    TimeProvider time,
    ILogger<TextEmbedder> logger
) : IDisposable
{
    private static readonly Counter<long> Skipped = AgentMeter.Meter.CreateCounter<long>(
        "csr_embeddings_skipped_total",
        description: "Searches that fell back to keywords, because embedding was busy, slow or failing"
    );

    private const int MaxCached = 2_000;

    // With the model in this process: while customers ask, articles get a fifth of one processor, and under load a twentieth.
    private const int RestAfterQuestion = 4;
    private const int RestUnderLoad = 19;
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1);

    private readonly IEmbeddingGenerator<string, Embedding<float>>? _generator = generators.FirstOrDefault();
    private readonly VectorCache _cache = new(MaxCached);

    // A server of its own does not slow this one down, however slow it is.
    private readonly EmbeddingLoad? _load =
        options.Value.Provider == EmbeddingProvider.Http ? null : new EmbeddingLoad(time, options.Value.MaxSlowdown);
    private readonly SemaphoreSlim _free = new(options.Value.MaxConcurrent);
    private int _width;
    private long _asked = time.GetTimestamp() - (2 * time.TimestampFrequency);

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => _generator is not null;

    /// <summary>The model that ships with the server knows English only.</summary>
    /// <param name="language">ISO 639-1.</param>
    public bool Understands(string language) => options.Value.Provider == EmbeddingProvider.Http || language == "en";

    /// <summary>Names the model; vectors of two models cannot be compared.</summary>
    public string ModelId => Metadata?.DefaultModelId ?? "unnamed";

    /// <summary>Null where the model has none to offer.</summary>
    public IVocabulary? Vocabulary => _generator?.GetService(typeof(IVocabulary)) as IVocabulary;

    private EmbeddingGeneratorMetadata? Metadata =>
        _generator?.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;

    /// <summary>The vectors of a customer's texts, or null where there are none in time.</summary>
    public async Task<float[][]?> TryEmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_generator is null || texts.Count == 0) return null;
        Interlocked.Exchange(ref _asked, time.GetTimestamp());
        var vectors = texts.Select(_cache.Find).ToArray();
        var missing = texts.Where((_, i) => vectors[i] is null).ToList();
        if (missing.Count > 0)
        {
            if (await TryMakeAsync(missing, cancellationToken) is not { } made) return null;
            for (int i = 0, next = 0; i < vectors.Length; i++) vectors[i] ??= made[next++];
        }
        return vectors!;
    }

    /// <summary>The vectors of articles' texts, behind what customers ask. Throws what the model throws.</summary>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_load is null) return await GenerateAsync(texts, cancellationToken);
        var vectors = new List<float[]>(texts.Count);
        foreach (var text in texts)
        {
            var started = time.GetTimestamp();
            vectors.AddRange(await GenerateAsync([text], cancellationToken));
            if (time.GetElapsedTime(Interlocked.Read(ref _asked)) > Lately) continue;
            await Task.Delay(time.GetElapsedTime(started) * (_load.IsHigh ? RestUnderLoad : RestAfterQuestion), time, cancellationToken);
        }
        return [.. vectors];
    }

    public void Dispose() => _free.Dispose();

    private async Task<float[][]?> TryMakeAsync(List<string> texts, CancellationToken cancellationToken)
    {
        if (_load?.Admits() == false || !await _free.WaitAsync(TimeSpan.Zero, cancellationToken)) return Skip("busy");
        // Given back by the work itself: a slow call goes on after nobody waits for it any more.
        var work = MakeThenFreeAsync(texts, cancellationToken);
        var max = _load?.MaxTimeOf(texts) is { } worthIt && worthIt < options.Value.Timeout ? worthIt : options.Value.Timeout;
        try
        {
            return await work.WaitAsync(max, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Skip("slow");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The search goes on without it, whatever the model's fault is.
            logger.LogWarning(e, "A question could not be embedded; its search goes by words alone");
            return Skip("failed");
        }
    }

    private async Task<float[][]> MakeThenFreeAsync(List<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            var started = time.GetTimestamp();
            var vectors = await GenerateAsync(texts, cancellationToken);
            _load?.Record(texts, time.GetElapsedTime(started));
            for (var i = 0; i < texts.Count; i++) _cache.Add(texts[i], vectors[i]);
            return vectors;
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task<float[][]> GenerateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_generator is null) throw new InvalidOperationException("EMBEDDINGS is off.");
        // Articles are embedded in the background, where no trace is.
        using var span = Activity.Current is null
            ? null
            : AgentMeter.Activities.StartActivity($"embeddings {ModelId}", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "embeddings")
            .SetTag("gen_ai.provider.name", Metadata?.ProviderName ?? "unknown")
            .SetTag("gen_ai.request.model", ModelId);
        try
        {
            var vectors = await AskAsync(_generator, texts, cancellationToken);
            if (vectors.Length > 0) span?.SetTag("gen_ai.embeddings.dimension.count", vectors[0].Length);
            return vectors;
        }
        catch (Exception error)
        {
            span?.SetTag("error.type", error.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private async Task<float[][]> AskAsync(
        IEmbeddingGenerator<string, Embedding<float>> generator,
        IReadOnlyList<string> texts,
        CancellationToken cancellationToken
    )
    {
        var embeddings = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        if (embeddings.Count != texts.Count)
        {
            throw new CsrAgentException(
                $"The embedding model answered {embeddings.Count} vectors for {texts.Count} texts: check EMBEDDINGS_BASE_URL and "
                    + "EMBEDDINGS_MODEL."
            );
        }
        return [.. embeddings.Select(embedding => Check(embedding.Vector.ToArray()))];
    }

    // Vectors of two lengths cannot be compared, and would ruin the file that they are kept in.
    private float[] Check(float[] vector)
    {
        var width = Interlocked.CompareExchange(ref _width, vector.Length, 0);
        if (vector.Length > 0 && (width == 0 || width == vector.Length)) return vector;
        throw new CsrAgentException(
            $"The embedding model answered a vector of {vector.Length} numbers, and of {width} before. After changing the model behind "
                + "EMBEDDINGS_BASE_URL, change EMBEDDINGS_MODEL too and start the server again."
        );
    }

    private static float[][]? Skip(string reason)
    {
        Skipped.Add(1, new KeyValuePair<string, object?>("reason", reason));
        return null;
    }
}
