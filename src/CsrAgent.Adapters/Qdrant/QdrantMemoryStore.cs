using CsrAgent.Memory;
using Qdrant.Client.Grpc;
using static Qdrant.Client.Grpc.Conditions;
using PointRange = Qdrant.Client.Grpc.Range;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>
/// Memories in Qdrant. It has no transactions: after memories are written, the customer's mark is read again, and if it has changed, what
/// was written goes. Where a process dies in between, the hourly sweep does it.
/// </summary>
internal sealed class QdrantMemoryStore(QdrantConnection qdrant, QdrantCollections collections, QdrantMarks marks) : IMemoryStore
{
    private const uint PageSize = 500;
    private const int MaxCompared = 1_000;

    public Task<string> ReadMarkAsync(string userId, CancellationToken cancellationToken) =>
        marks.ReadAsync(QdrantPoints.UserOf(userId), cancellationToken);

    public async Task<bool> RememberAsync(IReadOnlyList<CustomerMemory> memories, string mark, CancellationToken cancellationToken)
    {
        if (memories.Count == 0) return true;
        var user = QdrantPoints.UserOf(memories[0].Owner.UserId);
        if (await marks.ReadAsync(user, cancellationToken) != mark) return false;
        var made = memories.Select(memory => memory.Vector).FirstOrDefault(vector => vector is not null);
        var model = made is null ? null : QdrantPoints.VectorOf(made.ModelId);
        var vector = await collections.PrepareAsync(model, made?.Values.Count ?? 0, cancellationToken);
        var points = memories.Select(memory => QdrantPoints.Of(memory, mark, vector)).ToList();
        await qdrant.CallAsync(
            (client, token) => client.UpsertAsync(collections.Memories, points, wait: true, cancellationToken: token),
            cancellationToken
        );
        if (await marks.ReadAsync(user, cancellationToken) == mark) return true;
        var written = new Filter { Must = { MatchKeyword(QdrantPoints.User, user), MatchKeyword(QdrantPoints.Mark, mark) } };
        await DeleteAsync(written, CancellationToken.None);
        return false;
    }

    public async Task<IReadOnlyList<CustomerMemory>> RecallAsync(MemoryOwner owner, MemoryQuery query, CancellationToken cancellationToken)
    {
        var filter = new Filter { Must = { MatchKeyword(QdrantPoints.Owner, QdrantPoints.OwnerOf(owner)) } };
        var found = query.Vector is null ? [] : await SearchAsync(filter, query, query.Vector, cancellationToken);
        if (found.Count > 0) return [.. found.Where(memory => memory.Owner == owner)];
        var all = await ScrollAsync(filter, MaxCompared, cancellationToken);
        return MemoryRanking.Top(all.Where(memory => memory.Owner == owner), query);
    }

    public async Task<IReadOnlyList<CustomerMemory>> ListAsync(string userId, int limit, CancellationToken cancellationToken)
    {
        var all = await ScrollAsync(OfUser(userId), int.MaxValue, cancellationToken);
        return
        [
            .. all.Where(memory => memory.Owner.UserId == userId)
                .OrderByDescending(memory => memory.At)
                .ThenBy(memory => memory.Id, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    public async Task<int> ForgetAsync(MemoryFilter filter, CancellationToken cancellationToken)
    {
        if (filter.UserId is null) await marks.SweepAsync(SweepAsync, cancellationToken);
        if (filter.IsErasure) await marks.ChangeAsync(QdrantPoints.UserOf(filter.UserId!), cancellationToken);
        var which = filter.UserId is { } user ? OfUser(user) : new Filter();
        if (filter.Ids is { } ids) which.Must.Add(HasId([.. ids.Select(QdrantPoints.IdOf)]));
        if (filter.Before is { } before)
        {
            which.Must.Add(Range(QdrantPoints.At, new PointRange { Lt = before.ToUnixTimeMilliseconds() }));
        }
        if (which.Must.Count == 0) return 0; // Nobody asks for everything.
        return await DeleteAsync(which, cancellationToken);
    }

    private async Task<List<CustomerMemory>> SearchAsync(
        Filter filter,
        MemoryQuery query,
        MemoryVector vector,
        CancellationToken cancellationToken
    )
    {
        var name = QdrantPoints.VectorOf(vector.ModelId);
        if (await collections.FindVectorAsync(name, vector.Values.Count, cancellationToken) is null) return [];
        var hits = await qdrant.CallAsync(
            (client, token) =>
                client.QueryAsync(
                    collections.Memories,
                    query: vector.Values.ToArray(),
                    usingVector: name,
                    filter: filter,
                    searchParams: new SearchParams { Quantization = new QuantizationSearchParams { Rescore = true, Oversampling = 2 } },
                    limit: (ulong)query.Limit,
                    payloadSelector: true,
                    cancellationToken: token
                ),
            [],
            cancellationToken
        );
        return [.. hits.Select(hit => QdrantPoints.Read(hit.Payload)).OfType<CustomerMemory>()];
    }

    private async Task<List<CustomerMemory>> ScrollAsync(Filter filter, int max, CancellationToken cancellationToken)
    {
        var found = new List<CustomerMemory>();
        PointId? next = null;
        do
        {
            var from = next;
            var page = await qdrant.CallAsync(
                (client, token) =>
                    client.ScrollAsync(collections.Memories, filter, PageSize, from, payloadSelector: true, cancellationToken: token),
                new ScrollResponse(),
                cancellationToken
            );
            found.AddRange(page.Result.Select(point => QdrantPoints.Read(point.Payload)).OfType<CustomerMemory>());
            next = page.NextPageOffset;
        } while (next is not null && found.Count < max);
        return found;
    }

    private static Filter OfUser(string userId) => new() { Must = { MatchKeyword(QdrantPoints.User, QdrantPoints.UserOf(userId)) } };

    private Task SweepAsync(string user, string mark, CancellationToken cancellationToken) =>
        DeleteAsync(
            new Filter
            {
                Must = { MatchKeyword(QdrantPoints.User, user) },
                MustNot = { MatchKeyword(QdrantPoints.Mark, mark) },
            },
            cancellationToken
        );

    /// <summary>Returns how many there were.</summary>
    private async Task<int> DeleteAsync(Filter filter, CancellationToken cancellationToken)
    {
        var count = await qdrant.CallAsync(
            (client, token) => client.CountAsync(collections.Memories, filter, exact: true, cancellationToken: token),
            0UL,
            cancellationToken
        );
        if (count == 0) return 0;
        await qdrant.CallAsync(
            (client, token) => client.DeleteAsync(collections.Memories, filter, wait: true, cancellationToken: token),
            cancellationToken
        );
        return (int)count;
    }
}
