using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity;

/// <summary>
/// Says at the start what an operator must know about who is let in, and reads the keys, or makes those that are missing: the first
/// customers must not wait for each other while one of them does.
/// </summary>
internal sealed class IdentityAnnouncement(
    ApiKeys keys,
    InstanceSecret secret,
    IOptions<IdentityOptions> options,
    ILogger<IdentityAnnouncement> logger
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(secret);
        if (options.Value.ChatAuth == ChatAuth.Open)
        {
            logger.LogWarning(
                "CHAT_AUTH is open: anyone who knows a session id can read and continue it. Set CHAT_AUTH=token before going live"
            );
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
