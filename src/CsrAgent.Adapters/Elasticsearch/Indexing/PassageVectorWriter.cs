using System.Text.Json.Nodes;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>Gives passages the vectors of this server's model, some at a time.</summary>
internal sealed class PassageVectorWriter(
    KnowledgeGenerations generations,
    PassageReader reader,
    BulkWriter bulk,
    VectorModel model,
    PassageEmbedder embedder
)
{
    private const int Batch = 64;

    /// <summary>False where EMBEDDINGS is off.</summary>
    public bool IsOn => embedder.IsOn;

    /// <returns>True when there is more to do.</returns>
    public async Task<bool> WriteSomeAsync(string index, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["size"] = Batch,
            ["track_total_hits"] = false,
            ["seq_no_primary_term"] = true,
            ["query"] = new JsonObject
            {
                ["bool"] = new JsonObject
                {
                    ["filter"] = new JsonArray(new JsonObject { ["exists"] = new JsonObject { ["field"] = PassageFields.Article } }),
                    ["must_not"] = new JsonArray(PassageReader.Term(PassageFields.Embedded, model.Hash)),
                },
            },
        };
        var found = (await reader.SearchAsync(index, body, cancellationToken))["hits"]!["hits"]!.AsArray();
        if (found.Count == 0) return false;
        var vectors = await embedder.EmbedAsync([.. found.Select(hit => PassageDocument.Read(hit!["_source"]!))], cancellationToken);
        if (vectors.FirstOrDefault(vector => vector is not null) is { } first)
        {
            await generations.AddVectorsAsync(index, PassageFields.Vector + model.Hash, first.Length, cancellationToken);
        }
        var items = found.Select(
            (hit, number) =>
            {
                var source = hit!["_source"]!.DeepClone().AsObject();
                PassageDocument.RemoveVectors(source);
                PassageDocument.AddVector(source, model.Hash, vectors[number]);
                return new BulkItem((string)hit["_id"]!, source, new((long)hit["_seq_no"]!, (long)hit["_primary_term"]!));
            }
        );
        await bulk.WriteAsync(index, items, cancellationToken);
        await generations.RefreshAsync(index, cancellationToken);
        return found.Count == Batch;
    }
}
