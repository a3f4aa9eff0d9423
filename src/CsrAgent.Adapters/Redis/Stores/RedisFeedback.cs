using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Ratings in Redis, each stored with its conversation.</summary>
internal sealed class RedisFeedback(RedisConnection redis, RedisReplicas replicas, RedisConversationStore store) : IFeedback
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
        };
        var result = await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), RedisReplicas.StepTimeout);
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }
}
