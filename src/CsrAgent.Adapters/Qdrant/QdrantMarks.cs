using Qdrant.Client.Grpc;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>
/// What erasures leave: a number under the hash of the customer's id, so that what was read before an erasure is not kept after it. Every
/// memory stands under the mark of its time.
/// </summary>
internal sealed class QdrantMarks(QdrantConnection qdrant, QdrantCollections collections, TimeProvider time)
{
    private const string Erased = "erased";
    private const uint PageSize = 100;

    /// <summary>Nobody remembers for as long as that from one conversation.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>"" where the customer was never erased, or long ago.</summary>
    public async Task<string> ReadAsync(string user, CancellationToken cancellationToken)
    {
        var found = await qdrant.CallAsync(
            (client, token) =>
                client.RetrieveAsync(collections.Marks, QdrantPoints.IdOf(user), withPayload: true, cancellationToken: token),
            [],
            cancellationToken
        );
        return found is [var point, ..] && point.Payload.TryGetValue(QdrantPoints.Mark, out var mark) ? mark.StringValue : "";
    }

    public async Task ChangeAsync(string user, CancellationToken cancellationToken)
    {
        await collections.PrepareMarksAsync(cancellationToken);
        var point = new PointStruct
        {
            Id = QdrantPoints.IdOf(user),
            Vectors = new[] { 1f },
            Payload =
            {
                [QdrantPoints.User] = user,
                [QdrantPoints.Mark] = Guid.NewGuid().ToString("N"),
                [Erased] = time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
        };
        await qdrant.CallAsync(
            (client, token) => client.UpsertAsync(collections.Marks, [point], wait: true, cancellationToken: token),
            cancellationToken
        );
    }

    /// <summary>
    /// Removes what a process that died in the middle of remembering has left of an erased customer; and then marks that nobody needs.
    /// </summary>
    /// <param name="sweepAsync">Removes what stands under another mark of the user than the current one.</param>
    /// <param name="cancellationToken">Stops it; the next one goes on.</param>
    public async Task SweepAsync(Func<string, string, CancellationToken, Task> sweepAsync, CancellationToken cancellationToken)
    {
        var old = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        PointId? next = null;
        do
        {
            var from = next;
            var page = await qdrant.CallAsync(
                (client, token) => client.ScrollAsync(collections.Marks, limit: PageSize, offset: from, cancellationToken: token),
                new ScrollResponse(),
                cancellationToken
            );
            foreach (var mark in page.Result) await SweepAsync(mark, old, sweepAsync, cancellationToken);
            next = page.NextPageOffset;
        } while (next is not null);
    }

    private async Task SweepAsync(
        RetrievedPoint mark,
        long old,
        Func<string, string, CancellationToken, Task> sweepAsync,
        CancellationToken cancellationToken
    )
    {
        await sweepAsync(mark.Payload[QdrantPoints.User].StringValue, mark.Payload[QdrantPoints.Mark].StringValue, cancellationToken);
        if (mark.Payload[Erased].IntegerValue >= old) return;
        await qdrant.CallAsync(
            (client, token) => client.DeleteAsync(collections.Marks, mark.Id, wait: true, cancellationToken: token),
            cancellationToken
        );
    }
}
