using System.Net.ServerSentEvents;
using System.Text.Json;

namespace CsrAgent.Bench.Load;

/// <summary>A reply that came as an event stream.</summary>
/// <param name="Reply">Of the event <c>done</c>; null if there was none.</param>
/// <param name="FirstWords">The timestamp of the first <c>delta</c>; null if there was none.</param>
internal sealed record ReplyStream(ChatReply? Reply, long? FirstWords)
{
    public const string MediaType = "text/event-stream";

    public static async Task<ReplyStream> ReadAsync(Stream body, TimeProvider time, CancellationToken cancellationToken)
    {
        long? first = null;
        await foreach (var happened in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (happened.EventType == "delta") first ??= time.GetTimestamp();
            if (happened.EventType == "done") return new(JsonSerializer.Deserialize(happened.Data, BenchJson.Default.ChatReply), first);
        }

        return new(null, first);
    }
}
