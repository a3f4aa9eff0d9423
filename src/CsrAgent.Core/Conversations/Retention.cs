using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Conversations;

/// <summary>
/// Ends idle conversations, and erases those that ended long ago. Leaves conversations that a person has taken over to that person. Of all
/// processes one does so at a time.
/// </summary>
/// <remarks>Six constructor parameters: what it works on and with whom it takes turns, and what each loop needs.</remarks>
internal sealed class Retention(
    IConversationStore store,
    ILeases leases,
    LoopHealth health,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<Retention> logger
) : PeriodicLoop(health, time, logger)
{
    private const string LeaseName = "retention";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Longer than a pause: whoever has it keeps it, until it stops or dies.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(3);

    /// <summary>How many conversations one round reads.</summary>
    internal int MaxAtOnce { get; set; } = 500;

    protected override TimeSpan StartDelay => Pause;

    protected override TimeSpan RetryDelay => Pause;

    /// <summary>Long enough for hundreds of conversations in sequence.</summary>
    protected override TimeSpan MaxIteration => TimeSpan.FromMinutes(5);

    /// <summary>Leaves it to others at once, and not when the lease is over.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAsync(LeaseName, cancellationToken);
        }
        catch (Exception e) // A store that is gone by now releases it when its time is over.
        {
            Logger.LogDebug("Retention could not be left to other processes at once: {Fault}", e.Message);
        }
    }

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping) =>
        await RunAsync(stopping) ? TimeSpan.Zero : Pause;

    /// <summary>The longest idle and the oldest first. True when there may be more; false also where another process does it.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (!await leases.TakeAsync(LeaseName, LeaseTime, cancellationToken)) return false;
        var now = Time.GetUtcNow();
        var idle = await ListAsync(ConversationStatus.Bot, now - options.Value.SessionTtl, cancellationToken);
        foreach (var some in idle.Select(c => c.Id).Chunk(RetentionOptions.MaxErasedAtOnce))
        {
            await Task.WhenAll(some.Select(id => store.EndAsync(id, cancellationToken)));
        }
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
