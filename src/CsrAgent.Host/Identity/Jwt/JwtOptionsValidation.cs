using System.Text;
using Microsoft.Extensions.Options;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>With CHAT_AUTH=jwt: one kind of key, which can be read, and what its tokens must name.</summary>
internal sealed class JwtOptionsValidation(IOptions<IdentityOptions> identity) : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options) =>
        identity.Value.ChatAuth == ChatAuth.Jwt && FaultOf(options) is { } fault
            ? ValidateOptionsResult.Fail(fault)
            : ValidateOptionsResult.Success;

    private static string? FaultOf(JwtOptions options) =>
        (options.Secret, options.Jwks) switch
        {
            (null, null) =>
                "CHAT_AUTH is jwt, but no key of the tokens is known: set JWT_SECRET (HS256), or JWT_JWKS (RS256, ES256) to the address or "
                    + "the file of the public keys.",
            ({ }, { }) => "JWT_SECRET and JWT_JWKS are both set: keep the one that your tokens are signed with, and remove the other.",
            ({ } secret, null) => Encoding.UTF8.GetByteCount(secret) >= JwtOptions.MinSecret
                ? null
                : $"JWT_SECRET is {Encoding.UTF8.GetByteCount(secret)} bytes long, which can be guessed; HS256 needs at least "
                    + $"{JwtOptions.MinSecret} random ones, such as the output of: openssl rand -base64 48",
            (null, { }) => FaultOfKeys(options),
        };

    private static string? FaultOfKeys(JwtOptions options)
    {
        if (options.Issuer is null || options.Audience is null)
        {
            return "JWT_JWKS needs JWT_ISSUER and JWT_AUDIENCE: without them, a token that the same issuer gave to another site would open "
                + "conversations here.";
        }
        if (options.KeysAddress is { } address)
        {
            return address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)
                ? null
                : $"JWT_JWKS '{options.Jwks}' must be an https address (http only on this machine), or a file.";
        }
        try
        {
            CustomerKeySet.Parse(File.ReadAllText(options.Jwks!));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"JWT_JWKS '{options.Jwks}' is not a file of public keys (JWKS) that can be read: {e.Message.ReplaceLineEndings(" ")}";
        }
    }
}
