using System.Globalization;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Ratings in Redis, each stored with its conversation.</summary>
internal sealed class RedisFeedback(RedisConnection redis, RedisReplicas replicas, RedisConversationStore store, TimeProvider time)
    : IFeedback
{
    public async Task<bool> RateAsync(
        ConversationId id,
        TurnId turnId,
        FeedbackRating rating,
        string? comment,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await store.ReadTurnAsync(id, turnId, cancellationToken) is null) return false;
        var partition = redis.Partitions.Of(id);
        var call = new RedisCall(RedisScripts.Rate)
        {
            { "id", id.Value },
            { "turn", turnId.Value },
            { "rating", (int)rating },
            { "comment", comment ?? "" },
            { "at", time.GetUtcNow().ToUnixTimeMilliseconds() },
            { "listed", (long)IFeedback.Listed.TotalMilliseconds },
        };
        var result = await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), RedisReplicas.StepTimeout);
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }

    public async Task<IReadOnlyList<GivenRating>> ListAsync(DateTimeOffset since, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new RedisCall(RedisScripts.Ratings) { { "since", since.ToUnixTimeMilliseconds() }, { "max", max } };
        var lists = await Task.WhenAll(redis.Partitions.All.Select(partition => redis.RunAsync(partition, call)));
        return [.. lists.SelectMany(list => ((string[])list!).Chunk(4)).Select(Read).OrderBy(rating => rating.At).Take(max)];
    }

    private static GivenRating Read(string[] parts) =>
        new(
            new(parts[0]),
            new(parts[1]),
            (FeedbackRating)(parts[2][0] - '0'),
            parts[2].Length == 1 ? null : parts[2][1..],
            DateTimeOffset.FromUnixTimeMilliseconds((long)double.Parse(parts[3], CultureInfo.InvariantCulture))
        );
}
