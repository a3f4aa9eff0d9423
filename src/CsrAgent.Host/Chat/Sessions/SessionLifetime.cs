using CsrAgent.Host.Identity;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Chat.Sessions;

/// <summary>How long session tokens are valid.</summary>
internal sealed class SessionLifetime(IOptions<IdentityOptions> options, TimeProvider time)
{
    public TimeSpan Span => options.Value.SessionTokenTtl;

    public DateTimeOffset FromNow() => time.GetUtcNow() + Span;
}
