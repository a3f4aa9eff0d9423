namespace CsrAgent.Bench.Load;

/// <summary>When a measurement warms up, counts, and is over.</summary>
internal sealed class LoadClock(LoadPlan plan, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    private TimeSpan Now => time.GetElapsedTime(_start);

    public bool IsOver => Now >= plan.WarmUp + plan.Measured;

    public bool Counts => Now is var now && now >= plan.WarmUp && now < plan.WarmUp + plan.Measured;

    public Task WaitForStartAsync(CancellationToken cancellationToken) => WaitUntilAsync(plan.WarmUp, cancellationToken);

    public Task WaitForEndAsync(CancellationToken cancellationToken) => WaitUntilAsync(plan.WarmUp + plan.Measured, cancellationToken);

    private Task WaitUntilAsync(TimeSpan at, CancellationToken cancellationToken) =>
        Task.Delay(at > Now ? at - Now : TimeSpan.Zero, time, cancellationToken);
}
