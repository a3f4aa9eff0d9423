using System.ComponentModel.DataAnnotations;
using CsrAgent.Settings;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>The tokens by which a company's site says who its customer is; they count only with CHAT_AUTH=jwt.</summary>
[SettingGroup("Signed customer identity")]
internal sealed class JwtOptions
{
    /// <summary>As long as the hash, as RFC 7518 asks for.</summary>
    public const int MinSecret = 32;

    [Setting(
        "JWT_SECRET",
        "Secret that your back end signs with (HS256), of at least 32 characters; JWT_JWKS in its place for public keys."
    )]
    public string? Secret { get; set; }

    [Setting(
        "JWT_JWKS",
        "Address (https) or file of the public keys (JWKS) of tokens that are signed with RS256 or ES256; a new key is read when a token "
            + "names it."
    )]
    public string? Jwks { get; set; }

    [Setting("JWT_ISSUER", "Issuer (iss) that a token must name; needed with JWT_JWKS.")]
    public string? Issuer { get; set; }

    [Setting("JWT_AUDIENCE", "Audience (aud) that a token must name; needed with JWT_JWKS.")]
    public string? Audience { get; set; }

    [Setting("JWT_USER_CLAIM", "Claim that holds the customer's id.")]
    [StringLength(100, MinimumLength = 1)]
    public string UserClaim { get; set; } = "sub";

    [Setting("JWT_CLOCK_SKEW", "How far the clocks of the issuer and of this server may be apart.")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Null where the keys are in a file, or nowhere.</summary>
    public Uri? KeysAddress => Uri.TryCreate(Jwks, UriKind.Absolute, out var address) && !address.IsFile ? address : null;
}
