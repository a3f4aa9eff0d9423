namespace CsrAgent.Telemetry;

/// <summary>For a process that shares nothing with others: it holds every name.</summary>
internal sealed class ProcessLeases : ILeases
{
    public Task<bool> TakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task ReleaseAsync(string name, CancellationToken cancellationToken) => Task.CompletedTask;
}
