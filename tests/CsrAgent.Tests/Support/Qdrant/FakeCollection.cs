using Grpc.Core;
using Qdrant.Client.Grpc;

namespace CsrAgent.Tests.Support.Qdrant;

/// <summary>One collection of a <see cref="FakeQdrant"/>.</summary>
internal sealed class FakeCollection(CreateCollection made)
{
    public CreateCollection Made { get; } = made;

    public Dictionary<string, FieldType> Indexes { get; } = [];

    /// <summary>By their UUID.</summary>
    public Dictionary<string, PointStruct> Points { get; } = [];

    public void Check(PointStruct point)
    {
        if (!Guid.TryParse(point.Id.Uuid, out _)) throw Invalid("A point's id is a UUID or a number.");
        if (point.Vectors?.Vector is { } only) CheckVector("", Data(only).Count);
        foreach (var (name, vector) in point.Vectors?.Vectors_?.Vectors ?? []) CheckVector(name, Data(vector).Count);
    }

    public void CheckVector(string name, int length)
    {
        var config = Made.VectorsConfig;
        var parameters = name.Length == 0 ? config.Params : config.ParamsMap?.Map.GetValueOrDefault(name);
        if (parameters is null) throw Invalid($"Not existing vector name error: {name}");
        if (parameters.Size != (ulong)length) throw Invalid($"Vector dimension error: expected dim: {parameters.Size}, got {length}");
    }

    public IEnumerable<PointStruct> Where(Filter? filter)
    {
        foreach (var condition in (filter?.Must ?? []).Concat(filter?.MustNot ?? [])) Check(condition);
        return Points.Values.Where(point =>
            (filter?.Must ?? []).All(condition => Matches(point, condition))
            && !(filter?.MustNot ?? []).Any(condition => Matches(point, condition))
        );
    }

    public static IReadOnlyList<float>? VectorOf(PointStruct point, string name) =>
        point.Vectors?.Vectors_?.Vectors.TryGetValue(name, out var vector) == true ? Data(vector) : null;

    private void Check(Condition condition)
    {
        if (condition.HasId is not null) return;
        var field = condition.Field ?? throw Invalid("The fake knows conditions on fields and ids only.");
        var needed = field.Match is not null ? FieldType.Keyword : FieldType.Integer;
        if (!Indexes.TryGetValue(field.Key, out var type) || type != needed)
        {
            throw Invalid($"Index required but not found for \"{field.Key}\" of one of the following types: [{needed}].");
        }
    }

    private static bool Matches(PointStruct point, Condition condition)
    {
        if (condition.HasId is { } ids) return ids.HasId.Any(id => id.Uuid == point.Id.Uuid);
        if (!point.Payload.TryGetValue(condition.Field.Key, out var value)) return false;
        if (condition.Field.Match is { } match) return value.StringValue == match.Keyword;
        var range = condition.Field.Range;
        return (!range.HasLt || value.IntegerValue < range.Lt) && (!range.HasGte || value.IntegerValue >= range.Gte);
    }

    private static IReadOnlyList<float> Data(Vector vector) =>
        vector.VectorCase == Vector.VectorOneofCase.Dense ? vector.Dense.Data : LegacyData(vector);

#pragma warning disable CS0612, CS0618 // What clients sent before 1.16.
    private static IReadOnlyList<float> LegacyData(Vector vector) => vector.Data;
#pragma warning restore CS0612, CS0618

    private static RpcException Invalid(string detail) => FakeQdrantState.Fault(StatusCode.InvalidArgument, detail);
}
