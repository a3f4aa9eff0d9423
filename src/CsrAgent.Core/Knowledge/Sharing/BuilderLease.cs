using CsrAgent.Telemetry;

namespace CsrAgent.Knowledge.Sharing;

/// <summary>
/// Whether this process is the one that builds the shared index: it reads the sources, embeds passages, and removes what is old. Where
/// each process has an index of its own, each builds its own. Safe to call from many threads.
/// </summary>
public sealed class BuilderLease(ILeases leases, IKnowledgeIndex index, TimeProvider time)
{
    /// <summary>After a builder was killed, nobody builds for so long at most, and until the next renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>How often a builder says that it lives, and the others ask.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);

    private const string Name = "knowledge-builder";

    // A timestamp; before the call, since the time in which its answer came counts too.
    private long _until;

    /// <summary>Whether each process would otherwise do the same work in the same index.</summary>
    public bool IsNeeded => index.IsShared;

    /// <summary>True for as long as no other process can have taken it.</summary>
    public bool IsHeld => !IsNeeded || time.GetTimestamp() < Interlocked.Read(ref _until);

    /// <summary>Takes the lease, or extends it.</summary>
    /// <returns>Whether this process holds it now.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        if (!IsNeeded) return true;
        var started = time.GetTimestamp();
        var isTaken = await leases.TakeAsync(Name, Duration, cancellationToken);
        var ticks = (long)(Duration.TotalSeconds * time.TimestampFrequency);
        Interlocked.Exchange(ref _until, isTaken ? started + ticks : 0);
        return isTaken;
    }

    /// <summary>At a stop: another process may build at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!IsNeeded || !IsHeld) return;
        Interlocked.Exchange(ref _until, 0);
        await leases.ReleaseAsync(Name, cancellationToken);
    }
}
