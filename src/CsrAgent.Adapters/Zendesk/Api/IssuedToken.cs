namespace CsrAgent.Adapters.Zendesk.Api;

/// <param name="Lifetime">Of the access token, from when it was asked for.</param>
/// <param name="Refresh">For the next one; null where none belongs to it.</param>
internal sealed record IssuedToken(string Access, TimeSpan Lifetime, string? Refresh);
