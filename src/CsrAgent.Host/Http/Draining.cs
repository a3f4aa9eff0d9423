using CsrAgent.Host.Configuration;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Http;

/// <summary>
/// The beginning of an orderly stop. For <c>DRAIN_TIME</c> the server is not ready any more and still answers: balancers send nobody
/// here again, and each client is told with its answer to connect anew, so that no request meets a connection that is being closed.
/// </summary>
internal sealed class Draining(IOptions<ServerOptions> server, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        return server.Value.DrainTime > TimeSpan.Zero ? Task.Delay(server.Value.DrainTime, time, cancellationToken) : Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
