namespace CsrAgent.Host.Http;

/// <summary>Metadata of an endpoint: how its callers prove who they are.</summary>
/// <param name="Scheme">As the OpenAPI document names it.</param>
internal sealed record EndpointSecurity(string Scheme)
{
    public static EndpointSecurity Admin { get; } = new("apiKey");

    public static EndpointSecurity Session { get; } = new("session");
}
