using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>Reads a set of public keys (JWKS), which stands at its address alone, and not in a description of an OpenID provider.</summary>
internal sealed class CustomerKeys : IConfigurationRetriever<OpenIdConnectConfiguration>
{
    private const int MaxLength = 1_000_000;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
        string address,
        IDocumentRetriever retriever,
        CancellationToken cancel
    )
    {
        var keys = new OpenIdConnectConfiguration();
        foreach (var key in Parse(await retriever.GetDocumentAsync(address, cancel))) keys.SigningKeys.Add(key);
        return keys;
    }

    /// <exception cref="ArgumentException">It is no JWKS, or has no key that RS256 or ES256 can be checked with.</exception>
    public static IReadOnlyList<SecurityKey> Parse(string json)
    {
        var keys = JsonWebKeySet
            .Create(json)
            .GetSigningKeys()
            .Where(key => key is RsaSecurityKey or ECDsaSecurityKey or X509SecurityKey or JsonWebKey { Kty: "RSA" or "EC" })
            .ToList();
        return keys.Count > 0 ? keys : throw new ArgumentException("it has no RSA or EC key for signatures.");
    }

    // Customers wait for it, so it has to answer or fail soon; lives as long as the server.
    private static HttpClient ClientOfKeys() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = MaxLength,
        };

    /// <summary>Reads again once in a while, and when a token names a key that is not known.</summary>
    public static ConfigurationManager<OpenIdConnectConfiguration> From(JwtOptions options)
    {
        IDocumentRetriever retriever = options.KeysAddress is { } address
            ? new HttpDocumentRetriever(ClientOfKeys()) { RequireHttps = !address.IsLoopback }
            : new FileDocumentRetriever();
        return new ConfigurationManager<OpenIdConnectConfiguration>(options.Jwks!, new CustomerKeys(), retriever)
        {
            RefreshInterval = TimeSpan.FromSeconds(30),
        };
    }
}
