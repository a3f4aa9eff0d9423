using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qdrant.Client.Grpc;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>
/// The collections: one of memories behind the alias QDRANT_COLLECTION, so that an operator can rebuild it beside and switch; and one of
/// the marks that erasures leave. Each is made when it is first written to, by whichever process comes first.
/// </summary>
internal sealed class QdrantCollections(
    QdrantConnection qdrant,
    IOptions<QdrantOptions> options,
    ILogger<QdrantCollections> logger
)
{
    private const string OfMarks = "_marks";
    private const float Quantile = 0.99f;

    /// <summary>Links within a customer's memories; none across customers, who are never searched together.</summary>
    private const uint LinksOfACustomer = 16;

    private volatile Known? _known;
    private bool _told;

    /// <summary>The alias.</summary>
    public string Memories => options.Value.Collection;

    public string Marks => options.Value.Collection + OfMarks;

    /// <summary>
    /// Makes sure of the collection of memories. The name of its vector, where it is of this model and length; null where it is of another,
    /// or of none: memories are kept and found without vectors then.
    /// </summary>
    /// <param name="model">The name of this model's vector; null without one.</param>
    /// <param name="length">Of its vectors.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string?> PrepareAsync(string? model, int length, CancellationToken cancellationToken)
    {
        var wanted = model is null ? null : new Known(model, length);
        if (_known is { } known && (wanted is null || known == wanted)) return model;
        if (!await ExistsAsync(cancellationToken)) await CreateMemoriesAsync(model, length, cancellationToken);
        if (model is null) return null;
        if (await FindVectorAsync(model, length, cancellationToken) is { } found) return found;
        if (Interlocked.Exchange(ref _told, true)) return null;
        logger.LogWarning(
            "The collection {Collection} has no vectors of this server's embedding model: memories are kept without, and recalled by words",
            Memories
        );
        return null;
    }

    /// <summary>The name of the vector to search by; null where the collection has none of this model and length.</summary>
    public async Task<string?> FindVectorAsync(string model, int length, CancellationToken cancellationToken)
    {
        var wanted = new Known(model, length);
        if (_known == wanted) return model;
        if (await LengthOfAsync(model, cancellationToken) != (ulong)length) return null;
        _known = wanted;
        return model;
    }

    /// <summary>Whether memories have vectors of this model and length; also where there are no memories yet.</summary>
    public async Task<bool> IsOfAsync(string model, int length, CancellationToken cancellationToken) =>
        !await ExistsAsync(cancellationToken) || await LengthOfAsync(model, cancellationToken) == (ulong)length;

    public async Task PrepareMarksAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(
            new CreateCollection
            {
                CollectionName = Marks,
                // Nobody searches marks; but not every version takes a collection without a vector.
                VectorsConfig = new VectorsConfig { Params = new VectorParams { Size = 1, Distance = Distance.Dot } },
            },
            cancellationToken
        );
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        var aliases = await qdrant.CallAsync((client, token) => client.ListAliasesAsync(token), cancellationToken);
        return aliases.Any(alias => alias.AliasName == Memories);
    }

    private async Task<ulong?> LengthOfAsync(string model, CancellationToken cancellationToken)
    {
        var info = await qdrant.CallAsync<CollectionInfo?>(
            async (client, token) => await client.GetCollectionInfoAsync(Memories, token),
            null,
            cancellationToken
        );
        var vectors = info?.Config?.Params?.VectorsConfig?.ParamsMap?.Map;
        return vectors is not null && vectors.TryGetValue(model, out var parameters) ? parameters.Size : null;
    }

#pragma warning disable CS0612, CS0618 // Where vectors are kept: what has replaced these properties, versions before 1.18 do not know.
    private async Task CreateMemoriesAsync(string? model, int length, CancellationToken cancellationToken)
    {
        var name = Memories + "_1";
        var vectors = new VectorParamsMap();
        vectors.Map.Add(
            model ?? "none",
            new VectorParams
            {
                Size = model is null ? 1 : (ulong)length,
                Distance = Distance.Dot, // They are of length 1.
                OnDisk = true,
                HnswConfig = new HnswConfigDiff { M = 0, PayloadM = LinksOfACustomer },
                QuantizationConfig = new QuantizationConfig
                {
                    Scalar = new ScalarQuantization
                    {
                        Type = QuantizationType.Int8,
                        Quantile = Quantile,
                        AlwaysRam = true,
                    },
                },
            }
        );
        await CreateAsync(
            new CreateCollection
            {
                CollectionName = name,
                OnDiskPayload = true,
                VectorsConfig = new VectorsConfig { ParamsMap = vectors },
            },
            cancellationToken
        );
        await IndexAsync(name, QdrantPoints.Owner, PayloadSchemaType.Keyword, isTenant: true, cancellationToken);
        await IndexAsync(name, QdrantPoints.User, PayloadSchemaType.Keyword, isTenant: false, cancellationToken);
        await IndexAsync(name, QdrantPoints.Mark, PayloadSchemaType.Keyword, isTenant: false, cancellationToken);
        await IndexAsync(name, QdrantPoints.At, PayloadSchemaType.Integer, isTenant: false, cancellationToken);
        await qdrant.CallAsync(
            async (client, token) =>
            {
                await client.CreateAliasAsync(Memories, name, cancellationToken: token);
                return true;
            },
            cancellationToken
        );
    }
#pragma warning restore CS0612, CS0618

    private Task<UpdateResult> IndexAsync(
        string collection,
        string field,
        PayloadSchemaType type,
        bool isTenant,
        CancellationToken cancellationToken
    ) =>
        qdrant.CallAsync(
            (client, token) =>
                client.CreatePayloadIndexAsync(
                    collection,
                    field,
                    type,
                    isTenant ? new PayloadIndexParams { KeywordIndexParams = new KeywordIndexParams { IsTenant = true } } : null,
                    wait: true,
                    cancellationToken: token
                ),
            cancellationToken
        );

    private async Task CreateAsync(CreateCollection request, CancellationToken cancellationToken)
    {
        try
        {
            await qdrant.CallAsync(
                async (client, token) =>
                {
                    await client.CreateCollectionAsync(request, token);
                    return true;
                },
                cancellationToken
            );
        }
        // Some versions call one that is there an invalid argument.
        catch (QdrantException e)
            when (e.InnerException is RpcException { StatusCode: StatusCode.AlreadyExists or StatusCode.InvalidArgument })
        {
            var isThere = await qdrant.CallAsync(
                (client, token) => client.CollectionExistsAsync(request.CollectionName, token),
                cancellationToken
            );
            if (!isThere) throw; // Else another process was first.
        }
    }

    /// <summary>A vector that the collection has.</summary>
    private sealed record Known(string Model, int Length);
}
