using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsrAgent.Memory;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>
/// Memories as points. Customers stand in them, and in filters, by a hash of their id: it has the same form for every id, so that none can
/// mean anything to Qdrant, and two ids are the same only if each of their characters is.
/// </summary>
internal static class QdrantPoints
{
    /// <summary>Payload fields; those that are filtered by have an index.</summary>
    public const string Owner = "owner",
        User = "user",
        At = "at",
        Mark = "mark",
        Memory = "memory";

    public static string OwnerOf(MemoryOwner owner) => Hash($"{owner.Channel}\0{owner.UserId}");

    public static string UserOf(string userId) => Hash(userId);

    /// <summary>A point's id is a UUID.</summary>
    public static Guid IdOf(string id) => new(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16), bigEndian: true);

    /// <summary>A vector's name says which model made it, so that vectors of two models never meet.</summary>
    public static string VectorOf(string modelId) => "model_" + Hash(modelId)[..12];

    /// <param name="memory">What to keep.</param>
    /// <param name="mark">The customer's, under which it is kept.</param>
    /// <param name="vector">The collection's vector; null to leave the memory's out.</param>
    public static PointStruct Of(CustomerMemory memory, string mark, string? vector)
    {
        var point = new PointStruct
        {
            Id = IdOf(memory.Id),
            Vectors = new Vectors { Vectors_ = new NamedVectors() },
            Payload =
            {
                [Owner] = OwnerOf(memory.Owner),
                [User] = UserOf(memory.Owner.UserId),
                [At] = memory.At.ToUnixTimeMilliseconds(),
                [Mark] = mark,
                [Memory] = JsonSerializer.Serialize(memory with { Vector = null }, QdrantJson.Default.CustomerMemory),
            },
        };
        if (vector is not null && memory.Vector is { } kept) point.Vectors.Vectors_.Vectors.Add(vector, kept.Values.ToArray());
        return point;
    }

    /// <summary>Null for a point that another program has put there.</summary>
    public static CustomerMemory? Read(MapField<string, Value> payload)
    {
        if (!payload.TryGetValue(Memory, out var value) || value.KindCase != Value.KindOneofCase.StringValue) return null;
        try
        {
            return JsonSerializer.Deserialize(value.StringValue, QdrantJson.Default.CustomerMemory);
        }
        catch (JsonException e)
        {
            throw new QdrantException("The collection of QDRANT_COLLECTION has points that this server did not write.", e);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
