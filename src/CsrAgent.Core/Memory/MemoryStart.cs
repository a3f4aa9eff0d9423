using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Memory;

/// <summary>
/// At the start: says where customers cannot be remembered, and lets nothing be learned from the time in which memory is off.
/// </summary>
internal sealed class MemoryStart(
    IMemoryProgress progress,
    CustomerMemories memories,
    IOptions<MemoryOptions> options,
    ILogger<MemoryStart> logger
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Mode == MemoryMode.Off)
        {
            await progress.ClearAsync(cancellationToken);
        }
        else if (!memories.HasStore)
        {
            logger.LogInformation(
                "Customers are not remembered between conversations: over Redis that needs QDRANT_URL. MEMORY=off silences this"
            );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
