using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>The public keys that customers' tokens may be signed with.</summary>
internal sealed record CustomerKeySet(IReadOnlyList<SecurityKey> Keys)
{
    /// <exception cref="ArgumentException">It is no JWKS, or has no key that RS256 or ES256 can be checked with.</exception>
    public static CustomerKeySet Parse(string json)
    {
        var keys = JsonWebKeySet
            .Create(json)
            .GetSigningKeys()
            .Where(key => key is RsaSecurityKey or ECDsaSecurityKey or X509SecurityKey or JsonWebKey { Kty: "RSA" or "EC" })
            .ToList();
        return keys.Count > 0 ? new(keys) : throw new ArgumentException("it has no RSA or EC key for signatures.");
    }

    /// <summary>Those that a token may mean: the one that it names, those without a name, and all where it names none.</summary>
    /// <param name="name">The token's <c>kid</c>; null or empty for none.</param>
    public IReadOnlyList<SecurityKey> For(string? name) =>
        string.IsNullOrEmpty(name) ? Keys : [.. Keys.Where(key => string.IsNullOrEmpty(key.KeyId) || key.KeyId == name)];

    public bool Has(string? name) => !string.IsNullOrEmpty(name) && Keys.Any(key => key.KeyId == name);
}
