using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>Reads the keys at startup, or generates missing ones, and warns the operator if anyone is let in.</summary>
internal sealed class IdentityAnnouncement(
    IServiceProvider services,
    IOptions<IdentityOptions> options,
    ILogger<IdentityAnnouncement> logger
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Both read or generate their keys when they are created; the first customers must not have to wait for that.
        services.GetRequiredService<InstanceSecret>();
        services.GetRequiredService<ApiKeys>();
        if (options.Value.ChatAuth == ChatAuth.Open)
        {
            logger.LogWarning(
                "CHAT_AUTH is open: anyone who knows a session id can read and continue it. Set CHAT_AUTH=jwt or token before going live"
            );
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
