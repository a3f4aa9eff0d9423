using Grpc.Core;
using Qdrant.Client.Grpc;

namespace CsrAgent.Tests.Support.Qdrant;

/// <summary>
/// The collections of a <see cref="FakeQdrant"/>, as Qdrant in strict mode keeps them: what is filtered by needs an index, vectors have the
/// collection's name and length, and a write that does not wait is refused, since whoever reads after it may miss it.
/// </summary>
internal sealed class FakeQdrantState
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeCollection> _collections = [];
    private readonly Dictionary<string, string> _aliases = [];

    /// <summary>Names of the collections with what they were made with.</summary>
    public IReadOnlyDictionary<string, CreateCollection> Made => _collections.ToDictionary(pair => pair.Key, pair => pair.Value.Made);

    public IReadOnlyDictionary<string, string> Aliases => _aliases;

    public IEnumerable<string> IndexesOf(string collection) => Find(collection).Indexes.Keys;

    public IReadOnlyCollection<PointStruct> PointsOf(string collection) => [.. Find(collection).Points.Values];

    public CollectionOperationResponse Create(CreateCollection request) =>
        In(() =>
        {
            if (_collections.ContainsKey(request.CollectionName)) throw Fault(StatusCode.AlreadyExists, "Collection already exists");
            if (request.VectorsConfig is null) throw Fault(StatusCode.InvalidArgument, "vectors_config");
            _collections.Add(request.CollectionName, new(request));
            return new CollectionOperationResponse { Result = true };
        });

    public GetCollectionInfoResponse Get(GetCollectionInfoRequest request) =>
        In(() => new GetCollectionInfoResponse
        {
            Result = new CollectionInfo
            {
                Status = CollectionStatus.Green,
                Config = new CollectionConfig
                {
                    Params = new CollectionParams { VectorsConfig = Find(request.CollectionName).Made.VectorsConfig },
                },
            },
        });

    public CollectionExistsResponse Exists(CollectionExistsRequest request) =>
        In(() => new CollectionExistsResponse
        {
            Result = new CollectionExists { Exists = _collections.ContainsKey(request.CollectionName) },
        });

    public ListAliasesResponse ListAliases() =>
        In(() =>
        {
            var response = new ListAliasesResponse();
            foreach (var (alias, name) in _aliases)
            {
                response.Aliases.Add(new AliasDescription { AliasName = alias, CollectionName = name });
            }
            return response;
        });

    public CollectionOperationResponse UpdateAliases(ChangeAliases request) =>
        In(() =>
        {
            foreach (var create in request.Actions.Select(action => action.CreateAlias))
            {
                Find(create.CollectionName);
                _aliases[create.AliasName] = create.CollectionName;
            }
            return new CollectionOperationResponse { Result = true };
        });

    public PointsOperationResponse CreateIndex(CreateFieldIndexCollection request) =>
        In(() =>
        {
            RequireWait(request.HasWait && request.Wait);
            Find(request.CollectionName).Indexes[request.FieldName] = request.FieldType;
            return Done();
        });

    public PointsOperationResponse Upsert(UpsertPoints request) =>
        In(() =>
        {
            RequireWait(request.HasWait && request.Wait);
            var collection = Find(request.CollectionName);
            foreach (var point in request.Points) collection.Check(point);
            foreach (var point in request.Points) collection.Points[point.Id.Uuid] = point;
            return Done();
        });

    public PointsOperationResponse Delete(DeletePoints request) =>
        In(() =>
        {
            RequireWait(request.HasWait && request.Wait);
            var collection = Find(request.CollectionName);
            var ids = request.Points.Filter is { } filter
                ? collection.Where(filter).Select(point => point.Id.Uuid).ToList()
                : [.. request.Points.Points.Ids.Select(id => id.Uuid)];
            if (request.Points.Filter is { Must.Count: 0, MustNot.Count: 0 }) throw Fault(StatusCode.InvalidArgument, "Empty filter");
            foreach (var id in ids) collection.Points.Remove(id);
            return Done();
        });

    public GetResponse GetPoints(GetPoints request) =>
        In(() =>
        {
            var response = new GetResponse();
            var collection = Find(request.CollectionName);
            var found = request.Ids.Select(id => collection.Points.GetValueOrDefault(id.Uuid)).OfType<PointStruct>();
            response.Result.AddRange(found.Select(Retrieved));
            return response;
        });

    public ScrollResponse Scroll(ScrollPoints request) =>
        In(() =>
        {
            var all = Find(request.CollectionName)
                .Where(request.Filter)
                .OrderBy(point => point.Id.Uuid, StringComparer.Ordinal)
                .Where(point => request.Offset is null || string.CompareOrdinal(point.Id.Uuid, request.Offset.Uuid) >= 0)
                .ToList();
            var response = new ScrollResponse();
            response.Result.AddRange(all.Take((int)request.Limit).Select(Retrieved));
            if (all.Count > request.Limit) response.NextPageOffset = all[(int)request.Limit].Id;
            return response;
        });

    public QueryResponse Query(QueryPoints request) =>
        In(() =>
        {
            var collection = Find(request.CollectionName);
            var asked = request.Query.Nearest.Dense.Data;
            collection.CheckVector(request.Using, asked.Count);
            var response = new QueryResponse();
            response.Result.AddRange(
                collection
                    .Where(request.Filter)
                    .Select(point => (Point: point, Vector: FakeCollection.VectorOf(point, request.Using)))
                    .Where(pair => pair.Vector is not null)
                    .Select(pair => new ScoredPoint
                    {
                        Id = pair.Point.Id,
                        Score = pair.Vector!.Zip(asked, (a, b) => a * b).Sum(),
                        Payload = { pair.Point.Payload },
                    })
                    .OrderByDescending(hit => hit.Score)
                    .Take((int)request.Limit)
            );
            return response;
        });

    public CountResponse Count(CountPoints request) =>
        In(() => new CountResponse
        {
            Result = new CountResult { Count = (ulong)Find(request.CollectionName).Where(request.Filter).Count() },
        });

    public static RpcException Fault(StatusCode status, string detail) => new(new Status(status, detail));

    private T In<T>(Func<T> step)
    {
        lock (_lock) return step();
    }

    private FakeCollection Find(string name) =>
        _collections.GetValueOrDefault(_aliases.GetValueOrDefault(name, name))
        ?? throw Fault(StatusCode.NotFound, $"Collection {name} doesn't exist!");

    private static void RequireWait(bool waits)
    {
        if (!waits) throw Fault(StatusCode.InvalidArgument, "This write does not wait.");
    }

    private static PointsOperationResponse Done() => new() { Result = new UpdateResult { Status = UpdateStatus.Completed } };

    private static RetrievedPoint Retrieved(PointStruct point) => new() { Id = point.Id, Payload = { point.Payload } };
}
