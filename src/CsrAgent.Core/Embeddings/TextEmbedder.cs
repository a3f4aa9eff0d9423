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
        description: "Searches that went by words alone, because embedding was busy, slow or failing."
    );

    private readonly IEmbeddingGenerator<string, Embedding<float>>? _generator = generators.FirstOrDefault();
    private readonly SemaphoreSlim _free = new(options.Value.MaxConcurrent);

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => _generator is not null;

    /// <summary>The model that ships with the server knows English only.</summary>
    /// <param name="language">ISO 639-1.</param>
    public bool Understands(string language) => options.Value.Provider == EmbeddingProvider.Http || language == "en";

    /// <summary>Names the model; vectors of two models cannot be compared.</summary>
    public string ModelId =>
        _generator?.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { } id }
            ? id
            : "unnamed";

    /// <summary>The vectors of a customer's texts, or null where there are none in time.</summary>
    public async Task<float[][]?> TryEmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_generator is null || texts.Count == 0) return null;
        if (!await _free.WaitAsync(TimeSpan.Zero, cancellationToken)) return Skip("busy");
        // Given back by the work itself: a slow call goes on after nobody waits for it any more.
        var work = EmbedThenFreeAsync(texts, cancellationToken);
        try
        {
            return await work.WaitAsync(options.Value.Timeout, time, cancellationToken);
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

    /// <summary>The vectors of articles' texts. Throws what the model throws.</summary>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_generator is null) throw new InvalidOperationException("EMBEDDINGS is off.");
        var embeddings = await _generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        return [.. embeddings.Select(embedding => embedding.Vector.ToArray())];
    }

    public void Dispose() => _free.Dispose();

    private async Task<float[][]> EmbedThenFreeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            return await EmbedAsync(texts, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    private static float[][]? Skip(string reason)
    {
        Skipped.Add(1, new KeyValuePair<string, object?>("reason", reason));
        return null;
    }
}
