using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Embeddings;

/// <summary>Answers each text with a vector that begins with its length, when the gate opens.</summary>
internal sealed class GatedGenerator(Task gate) : IEmbeddingGenerator<string, Embedding<float>>
{
    public int Calls { get; private set; }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken
    )
    {
        Calls++;
        await gate;
        return [.. values.Select(value => new Embedding<float>(new float[] { value.Length, 1 }))];
    }

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose() { }
}
