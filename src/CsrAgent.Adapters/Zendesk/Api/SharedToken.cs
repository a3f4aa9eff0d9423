namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>The pair of tokens that all processes use.</summary>
/// <param name="Seed">The hash of the ZENDESK_REFRESH_TOKEN that it goes back to: another one begins anew.</param>
/// <param name="Until">When the access token has to be replaced.</param>
internal sealed record SharedToken(string Seed, string Access, DateTimeOffset Until, string Refresh);
