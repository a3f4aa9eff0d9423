using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Knowledge.Sharing;

/// <summary>Holds the lease for as long as the process runs, or waits for it.</summary>
internal sealed class BuilderLeaseLoop(BuilderLease lease, LoopHealth health, TimeProvider time, ILogger<BuilderLeaseLoop> logger)
    : PeriodicLoop(health, time, logger)
{
    protected override bool HasWork => lease.IsNeeded;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await lease.ReleaseAsync(cancellationToken);
        }
        // It runs out by itself, whatever keeps it from being given back.
        catch (Exception e)
        {
            Logger.LogWarning(e, "The lease on building the knowledge index runs out by itself, in {Time}", BuilderLease.Duration);
        }
    }

    protected override async Task<TimeSpan> IterateAsync(CancellationToken stopping)
    {
        var was = lease.IsHeld;
        var isHeld = await lease.RenewAsync(stopping);
        if (isHeld && !was) Logger.LogInformation("This process builds the knowledge index from now on");
        if (!isHeld && was) Logger.LogWarning("Another process builds the knowledge index from now on");
        return BuilderLease.Renewal;
    }
}
