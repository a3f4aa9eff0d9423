using CsrAgent.Embeddings;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// Sentence vectors made in this process, without native code and without the network. The model is loaded at first use, in about 0.1 s,
/// and then takes about 25 MB. Safe to call from many threads.
/// </summary>
public sealed class MiniLmEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>, IVocabulary
{
    // Half of the processors for questions, and one more, since articles are embedded one at a time.
    private readonly EncoderThreads _threads = new(1 + Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<MiniLmModel> _model;
    private readonly EmbeddingGeneratorMetadata _metadata = new("minilm", null, MiniLmModel.Id, MiniLmEncoder.Width);

    public MiniLmEmbeddingGenerator()
        : this(Path.Combine(AppContext.BaseDirectory, MiniLmFile.Name)) { }

    internal MiniLmEmbeddingGenerator(string path) => _model = new Lazy<MiniLmModel>(() => MiniLmModel.Load(path));

    /// <summary>
    /// Vectors of length 1, in the order of the texts. Throws <see cref="CsrAgentException"/> where the model's file is damaged.
    /// </summary>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken
    ) =>
        _threads.RunAsync(
            () =>
            {
                var embeddings = new GeneratedEmbeddings<Embedding<float>>();
                foreach (var value in values)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    embeddings.Add(new Embedding<float>(_model.Value.Embed(value)) { ModelId = MiniLmModel.Id });
                }
                return embeddings;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public int RankOf(ReadOnlySpan<char> word) => _model.Value.RankOf(word);

    public object? GetService(Type serviceType, object? serviceKey) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _threads.Dispose();
}
