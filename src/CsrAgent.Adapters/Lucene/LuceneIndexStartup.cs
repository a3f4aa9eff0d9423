using Microsoft.Extensions.Hosting;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// Opens the index before anything else starts, so that a folder that cannot be used stops the start and not a customer's turn.
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
