using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Conversations;

/// <summary>
/// Ends idle conversations, and erases those that ended long ago. Leaves conversations that a person has taken over to that person.
/// </summary>
internal sealed class Retention(
    IConversationStore store,
    LoopHealth health,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<Retention> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override TimeSpan StartDelay => Pause;

    protected override TimeSpan RetryDelay => Pause;

    /// <summary>Long enough for hundreds of conversations in sequence.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(5);

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        return await RunAsync(stopping) ? TimeSpan.Zero : Pause;
    }

    /// <summary>The longest idle and the oldest first. True when there may be more.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var idle = await ListAsync(ConversationStatus.Bot, now - options.Value.SessionTtl, cancellationToken);
        foreach (var conversation in idle) await store.EndAsync(conversation.Id, cancellationToken);
        if (options.Value.TranscriptDays == 0) return idle.Count == MaxAtOnce;
        var old = await ListAsync(ConversationStatus.Ended, now - TimeSpan.FromDays(options.Value.TranscriptDays), cancellationToken);
        foreach (var some in old.Select(c => c.Id).Chunk(RetentionOptions.MaxErasedAtOnce))
        {
            await store.EraseAsync(some, null, cancellationToken);
        }
        return idle.Count == MaxAtOnce || old.Count == MaxAtOnce;
    }

    private Task<IReadOnlyList<Conversation>> ListAsync(
        ConversationStatus status,
        DateTimeOffset idleSince,
        CancellationToken cancellationToken
    ) =>
        store.ListAsync(
            new ConversationFilter
            {
                Status = status,
                IdleSince = idleSince,
                Limit = MaxAtOnce,
            },
            cancellationToken
        );
}
