namespace CsrAgent.Host.Identity;

/// <param name="ExpiresAt">Unix seconds.</param>
internal sealed record SessionClaims(string SessionId, string UserId, long ExpiresAt);
