using Microsoft.Extensions.Hosting;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// Opens the index before anything else starts, so that an unusable folder fails the start rather than a customer's turn.
/// </summary>
internal sealed class LuceneIndexStartup(LuceneKnowledgeIndex index) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        index.Open();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
