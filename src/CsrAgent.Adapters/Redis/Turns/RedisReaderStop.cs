using Microsoft.Extensions.Hosting;

namespace CsrAgent.Adapters.Redis.Turns;

/// <summary>
/// Stops reading before anything else stops, and after the server has drained: work that Redis hands out to a process whose loops have
/// ended would wait for a lease time.
/// </summary>
internal sealed class RedisReaderStop(RedisReader reader) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        reader.Stop();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
