using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Handoff;

namespace CsrAgent.Adapters.Redis.Stores;

/// <summary>Ratings of hand-offs in Redis.</summary>
internal sealed class RedisHandoffRatingStore(RedisConnection redis, RedisReplicas replicas) : IHandoffRatingStore
{
    public async Task<bool> RateAsync(EscalationTicket from, HandoffRating rating, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var partition = redis.Partitions.Of(from.ConversationId);
        var call = new RedisCall(RedisScripts.RateHandoff)
        {
            { "id", from.ConversationId.Value },
            { "ticket", from.Id },
            { "revisionBefore", from.Revision },
            { "ticketJson", RedisJson.Write(@from with { Rating = rating, Revision = from.Revision + 1 }) },
        };
        var result = await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), RedisReplicas.StepTimeout);
        return (RedisStepResult)(int)result == RedisStepResult.Done;
    }
}
