using System.IO.Hashing;
using System.Text;
using CsrAgent.Adapters.Redis.Connection;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// The mailboxes in Redis. Each method is one script on the conversation's partition; those that are safe to repeat are retried when a
/// connection breaks.
/// </summary>
/// <remarks>
/// Eight constructor parameters, because accepting, taking and committing each need another part of Redis; grouping them would only hide
/// that.
/// </remarks>
internal sealed class RedisTurnQueue(
    RedisConnection redis,
    RedisFaults faults,
    RedisReplicas replicas,
    RedisDepth depth,
    RedisWork work,
    RedisTurnClock clock,
    IOptions<TurnOptions> options,
    IOptions<KnowledgeOptions> knowledge
) : ITurnQueue
{
    /// <summary>Shorter than clients wait for an answer.</summary>
    private static readonly TimeSpan AcceptTimeout = TimeSpan.FromSeconds(8);

    private readonly TurnOptions _options = options.Value;

    public async Task<AcceptOutcome> AcceptAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await depth.IsFullAsync(_options.MessageQueueSize))
        {
            return await KnownAsync(message) ?? new AcceptOutcome.QueueFull(TimeSpan.FromSeconds(5));
        }
        var id = "msg_" + Guid.CreateVersion7(clock.UtcNow).ToString("N");
        var partition = redis.Partitions.Of(message.ConversationId);
        var outcome = Outcome(
            await replicas.WriteAsync(partition, isRepeat => AcceptAsync(message, id, partition, isRepeat), AcceptTimeout)
        );
        if (outcome is AcceptOutcome.Accepted) depth.Added(partition);
        return outcome;
    }

    public Task<IReadOnlyList<TurnLease>> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        work.TakeAsync(request, cancellationToken);

    public async Task<IReadOnlyList<PendingMessage>?> RenewAsync(TurnLease lease, CancellationToken cancellationToken)
    {
        var kept = (RedisResult[])
            (
                await faults.RetryAsync(
                    _ =>
                        redis.RunAsync(
                            redis.Partitions.Of(lease.ConversationId),
                            new RedisCall(RedisScripts.Renew)
                            {
                                { "id", lease.ConversationId.Value },
                                { "fence", lease.Fence },
                                { "leaseTime", clock.LeaseTime },
                                { "consumer", redis.Node },
                            }
                        ),
                    TimeSpan.Zero,
                    cancellationToken
                )
            )!;
        return kept.Length == 0 ? null : RedisLease.Waiting((RedisResult[])kept[0]!);
    }

    public async Task<CommitOutcome> CommitAsync(TurnLease lease, TurnCommit commit, CancellationToken cancellationToken)
    {
        // Not cancellable once begun: a commit that may or may not have happened is the one thing a turn cannot handle.
        cancellationToken.ThrowIfCancellationRequested();
        var partition = redis.Partitions.Of(lease.ConversationId);
        var call = RedisCommit.Call(lease, commit, knowledge.Value.GapLimit, clock.UtcNow, clock.TimeToLive);
        var result = (RedisCommitResult)
            (int)await replicas.WriteAsync(partition, _ => redis.RunAsync(partition, call), _options.LeaseTime);
        if (result is RedisCommitResult.CommitRefused) return CommitOutcome.Refused;
        if (result is RedisCommitResult.MoreWaits) return CommitOutcome.MoreWaits;
        if (result is RedisCommitResult.HandoffChanged) return CommitOutcome.HandoffChanged;
        depth.Removed(partition, lease.Messages.Count(m => m.Position <= commit.UpToPosition));
        return CommitOutcome.Committed;
    }

    public async Task FailAsync(TurnLease lease, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        await faults.RetryAsync(
            _ =>
                redis.RunAsync(
                    redis.Partitions.Of(lease.ConversationId),
                    new RedisCall(RedisScripts.Fail)
                    {
                        { "id", lease.ConversationId.Value },
                        { "fence", lease.Fence },
                        { "delay", (long)delay.TotalMilliseconds },
                        { "forgottenAttempts", countAttempt ? 0 : 1 },
                    }
                ),
            _options.LeaseTime,
            cancellationToken
        );
    }

    private Task<RedisResult> AcceptAsync(IncomingMessage message, string id, RedisPartition partition, bool isRepeat) =>
        redis.RunAsync(
            partition,
            new RedisCall(RedisScripts.Accept)
            {
                { "id", message.ConversationId.Value },
                { "user", message.UserId },
                { "channel", message.Channel },
                { "newState", RedisJson.Write(ConversationState.New) },
                { "incarnation", Incarnation.New() },
                { "sessionSince", message.SessionSince?.ToUnixTimeMilliseconds() ?? 0 },
                { "message", id },
                { "json", RedisJson.Write(RedisMessage.Of(message, id)) },
                { "messageKey", message.MessageKey ?? "" },
                { "hash", Hash(message) },
                { "checksOrder", message.Follows is not null },
                { "follows", message.Follows ?? "" },
                { "debounce", (long)message.Debounce.TotalMilliseconds },
                { "isRepeat", isRepeat },
            }
        );

    private async Task<AcceptOutcome?> KnownAsync(IncomingMessage message)
    {
        if (message.MessageKey is not { } key) return null;
        var known = await redis.RunAsync(
            redis.Partitions.Of(message.ConversationId),
            new RedisCall(RedisScripts.Known)
            {
                { "id", message.ConversationId.Value },
                { "user", message.UserId },
                { "channel", message.Channel },
                { "messageKey", key },
                { "hash", Hash(message) },
            }
        );
        return (RedisAcceptResult)(int)known[0] == RedisAcceptResult.Unknown ? null : Outcome(known);
    }

    private static AcceptOutcome Outcome(RedisResult result) =>
        (RedisAcceptResult)(int)result[0] switch
        {
            RedisAcceptResult.Accepted => new AcceptOutcome.Accepted(
                (string)result[1]!,
                DateTimeOffset.FromUnixTimeMilliseconds((long)result[2])
            ),
            RedisAcceptResult.Duplicate => new AcceptOutcome.Duplicate((string)result[1]!),
            RedisAcceptResult.SessionClosed => new AcceptOutcome.SessionClosed(),
            RedisAcceptResult.KeyReused => new AcceptOutcome.KeyReused(),
            RedisAcceptResult.Overtaken => new AcceptOutcome.Overtaken(),
            _ => new AcceptOutcome.NotYours(),
        };

    private static string Hash(IncomingMessage message) =>
        XxHash64
            .HashToUInt64(Encoding.UTF8.GetBytes(message.Fingerprint ?? message.Text))
            .ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
