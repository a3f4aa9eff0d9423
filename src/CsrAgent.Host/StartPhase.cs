namespace CsrAgent.Host;

/// <summary>
/// Whether the server has started. Until then the framework is not asked to log what keeps it from starting: <see cref="StartFault"/> says
/// that in one sentence, and a bug ends the process with its trace.
/// </summary>
internal sealed class StartPhase : IHostedLifecycleService
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isOver = true;
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
