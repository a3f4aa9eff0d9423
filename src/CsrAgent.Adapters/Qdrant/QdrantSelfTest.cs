using CsrAgent.Embeddings;
using CsrAgent.Telemetry;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>Asks Qdrant for its version, and whether the collection is of the model that this server embeds with.</summary>
internal sealed class QdrantSelfTest(QdrantConnection qdrant, QdrantCollections collections, TextEmbedder embedder) : ISelfTest
{
    public string Name => "qdrant";

    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellationToken)
    {
        var health = await qdrant.CallAsync((client, token) => client.HealthAsync(token), cancellationToken);
        var found = Diagnosis.Ok(Name, $"answers, version {health.Version}");
        if (!embedder.IsOn) return [found];
        var length = (await embedder.EmbedAsync(["length"], cancellationToken))[0].Length;
        return await collections.IsOfAsync(QdrantPoints.VectorOf(embedder.ModelId), length, cancellationToken)
            ? [found]
            :
            [
                found,
                Diagnosis.Warning(
                    Name,
                    "the collection has no vectors of the model that EMBEDDINGS names: memories are recalled by words. Choose another "
                        + "QDRANT_COLLECTION to begin with such vectors."
                ),
            ];
    }
}
