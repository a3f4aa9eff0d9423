using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Ratings in Redis, each beside its conversation.</summary>
internal sealed class RedisFeedback(RedisConnection redis, RedisConversationStore store, TimeProvider time) : IFeedback
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
        if (await store.ReadTurnAsync(id, turnId) is null) return false;
        return (int)
                await redis.Database.RunAsync(
                    "rate",
                    redis.Partitions.Of(id),
                    time.GetUtcNow().ToUnixTimeMilliseconds(),
                    id.Value,
                    turnId.Value,
                    (int)rating,
                    comment ?? ""
                ) == 1;
    }
}
