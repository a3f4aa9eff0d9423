using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Elasticsearch.Indexing;

/// <summary>
/// Writes documents in batches of bounded size. What Elasticsearch has no room for (429), as a whole or of single documents, is sent again
/// after a growing pause, which slows the writer down to what it takes.
/// </summary>
internal sealed class BulkWriter(ElasticsearchConnection connection, TimeProvider time)
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxDocuments = 500;
    private const int MaxAttempts = 7;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="ElasticsearchException">Some were refused; the others are written.</exception>
    public async Task WriteAsync(string index, IEnumerable<BulkItem> items, CancellationToken cancellationToken)
    {
        var (batch, size, refused) = (new List<(string Id, byte[] Lines)>(), 0, new List<string>());
        foreach (var item in items)
        {
            var lines = item.Write();
            if (batch.Count > 0 && (size + lines.Length > MaxBytes || batch.Count == MaxDocuments))
            {
                await SendAsync(index, batch, refused, cancellationToken);
                (batch, size) = ([], 0);
            }
            batch.Add((item.Id, lines));
            size += lines.Length;
        }
        if (batch.Count > 0) await SendAsync(index, batch, refused, cancellationToken);
        if (refused.Count == 0) return;
        throw new ElasticsearchException(
            ElasticsearchFault.Refused,
            $"Elasticsearch refused {refused.Count} passages, the first with {refused[0]}; the others are written."
        );
    }

    private async Task SendAsync(
        string index,
        List<(string Id, byte[] Lines)> batch,
        List<string> refused,
        CancellationToken cancellationToken
    )
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            var busy = new HashSet<string>();
            try
            {
                byte[] lines = [.. batch.SelectMany(item => item.Lines)];
                var answer = await connection.SendLinesAsync($"/{index}/_bulk", lines, cancellationToken);
                if ((bool?)answer["errors"] == true) Read(answer, busy, refused);
                if (busy.Count == 0) return;
                batch = [.. batch.Where(item => busy.Contains(item.Id))];
            }
            catch (ElasticsearchException e) when (e.Fault == ElasticsearchFault.Busy && attempt < MaxAttempts)
            {
                // All of it once more.
            }
            if (attempt == MaxAttempts)
            {
                throw new ElasticsearchException(
                    ElasticsearchFault.Busy,
                    $"Elasticsearch had no room for {batch.Count} passages, {attempt} times: it needs more memory, or fewer writers."
                );
            }
            await Task.Delay(pause, time, cancellationToken);
            pause *= 2;
        }
    }

    private static void Read(JsonNode answer, HashSet<string> busy, List<string> refused)
    {
        foreach (var item in answer["items"]!.AsArray())
        {
            var result = item!.AsObject().First().Value!;
            switch ((int?)result["status"])
            {
                case 429:
                    busy.Add((string)result["_id"]!);
                    break;
                case 409:
                    // Somebody has written it since it was read: theirs is newer.
                    break;
                case >= 300:
                    refused.Add($"{(int?)result["status"]} {(string?)result["error"]?["type"]}");
                    break;
            }
        }
    }
}
