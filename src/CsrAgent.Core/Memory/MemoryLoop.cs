using CsrAgent.Conversations;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Memory;

/// <summary>
/// Reads what has ended, in the order in which it did, in one process at a time; and forgets what is as old as transcripts may become. A
/// process that dies leaves its place to another one, which reads the same conversation again.
/// </summary>
/// <remarks>Seven constructor parameters, three of which are the base class's.</remarks>
internal sealed class MemoryLoop(
    EndedConversations ended,
    MemoryKeeper keeper,
    CustomerMemories memories,
    IOptions<RetentionOptions> retention,
    LoopHealth health,
    TimeProvider time,
    ILogger<MemoryLoop> logger
) : PeriodicLoop(health, time, logger)
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private (ConversationId Id, int Times) _failed;
    private long? _forgotten;
    private bool _isAway;

    protected override bool HasWork => memories.HasStore;

    protected override TimeSpan StartDelay => Pause;

    protected override TimeSpan RetryDelay => Pause;

    /// <summary>A few conversations, each with a call to a model.</summary>
    protected override TimeSpan MaxIteration => EndedConversations.Lease;

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        try
        {
            var hasMore = await RunAsync(stopping);
            _isAway = false;
            return hasMore ? TimeSpan.Zero : Pause;
        }
        catch (CsrAgentException e) // A store that is away says what to do; what has ended waits for it.
        {
            if (!_isAway) Logger.LogWarning("Memory waits for its store: {Reason}", e.Message);
            _isAway = true;
            return Pause;
        }
    }

    /// <summary>True when there may be more.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await ForgetOldAsync(cancellationToken);
        if (!memories.IsOn) return false;
        var some = await ended.TakeAsync(cancellationToken);
        foreach (var conversation in some)
        {
            var after = await ended.ReadThroughAsync(conversation, cancellationToken);
            var through = await KeepAsync(conversation, after, cancellationToken);
            if (!await ended.DoneAsync(conversation, through, cancellationToken)) return false;
        }

        return some.Count == EndedConversations.MaxAtOnce;
    }

    /// <summary>One that fails again and again while the store is well must not keep all others from being read.</summary>
    private async Task<long> KeepAsync(Conversation conversation, long after, CancellationToken cancellationToken)
    {
        try
        {
            return await keeper.KeepAsync(conversation, after, cancellationToken) ?? after;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _failed = (conversation.Id, _failed.Id == conversation.Id ? _failed.Times + 1 : 1);
            if (_failed.Times < MaxFailures || await memories.FindFaultAsync(cancellationToken) is not null) throw;
            Logger.LogError(e, "A conversation could not be read for memory {Times} times, and is left out", _failed.Times);
            return after;
        }
    }

    /// <summary>Also while memory is off.</summary>
    private async Task ForgetOldAsync(CancellationToken cancellationToken)
    {
        if (retention.Value.TranscriptDays == 0 || (_forgotten is { } at && Time.GetElapsedTime(at) < ForgetEvery)) return;
        var before = Time.GetUtcNow() - TimeSpan.FromDays(retention.Value.TranscriptDays);
        await memories.ForgetAsync(new(null, Before: before), cancellationToken);
        _forgotten = Time.GetTimestamp();
    }
}
