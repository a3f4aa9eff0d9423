using CsrAgent.Host.Configuration;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Http;

/// <summary>
/// The start of an orderly shutdown. For <c>DRAIN_TIME</c> the server is no longer ready but still answers: load balancers send no new
/// requests, and each response tells its client to reconnect, so that no request meets a closing connection.
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
