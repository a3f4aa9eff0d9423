namespace CsrAgent.Host.Identity;

/// <param name="ExpiresAt">Unix seconds.</param>
/// <param name="Since">
/// Unix milliseconds by the clock of the store, when the session's first token was given out; renewed tokens keep it. Null in tokens of
/// earlier versions.
/// </param>
/// <param name="UserIsProven">A caller with an API key asked for the session, so that its user is who it says; null for no.</param>
internal sealed record SessionClaims(string SessionId, string UserId, long ExpiresAt, long? Since = null, bool? UserIsProven = null);
