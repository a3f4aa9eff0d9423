using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>Says at the start what an operator must know about who is let in, and makes the keys that are missing.</summary>
internal sealed class IdentityAnnouncement(ApiKeys keys, IOptions<IdentityOptions> options, ILogger<IdentityAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (options.Value.ChatAuth == ChatAuth.Open)
            logger.LogWarning("CHAT_AUTH is open: whoever knows a session id can read and continue it. Set CHAT_AUTH=token before real customers come");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
