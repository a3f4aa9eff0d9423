using System.Globalization;
using System.Text;
using CsrAgent.Host.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>
/// Checks the tokens (JWT) by which a company's site says who its customer is: signature, algorithm, issuer, audience and time.
/// </summary>
/// <remarks>
/// Without the middleware of ASP.NET Core, which would look at the bearer token of each request: session tokens are bearer tokens too.
/// </remarks>
internal sealed class CustomerTokens
{
    private const int MaxToken = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxToken };
    private readonly TokenValidationParameters _checks;
    private readonly JwtOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public CustomerTokens(IOptions<JwtOptions> options, TimeProvider time, ILogger<CustomerTokens> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        Keys = _options.Jwks is null ? null : CustomerKeys.From(_options);
        _checks = new TokenValidationParameters
        {
            ValidAlgorithms = Keys is null
                ? [SecurityAlgorithms.HmacSha256]
                : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = _options.Secret is { } secret ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)) : null,
            ConfigurationManager = Keys,
            ValidateIssuer = _options.Issuer is not null,
            ValidIssuer = _options.Issuer,
            ValidateAudience = _options.Audience is not null,
            ValidAudience = _options.Audience,
            LifetimeValidator = CheckLifetime,
        };
    }

    /// <summary>Null with JWT_SECRET.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration>? Keys { get; }

    /// <summary>Three parts, while a session token has two.</summary>
    public static bool LooksLikeOne(string token) => token.AsSpan().Count('.') == 2;

    public async Task<CustomerIdentity> ReadAsync(HttpContext context, string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _checks);
        if (!result.IsValid) return new CustomerIdentity.Refused(await ProblemOfAsync(context, result.Exception));
        result.Claims.TryGetValue(_options.UserClaim, out var claim);
        var userId = claim switch
        {
            string text => text,
            IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(userId) || userId.StartsWith(CustomerIdentity.Anonymous, StringComparison.Ordinal)
            ? new CustomerIdentity.Refused(Invalid($"its {_options.UserClaim} is no customer's id"))
            : new CustomerIdentity.Proven(userId);
    }

    private bool CheckLifetime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters checks)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (until is null) throw new SecurityTokenNoExpirationException();
        if (now - _options.ClockSkew >= until) throw new SecurityTokenExpiredException();
        return from is null || now + _options.ClockSkew >= from ? true : throw new SecurityTokenNotYetValidException();
    }

    private async Task<IResult> ProblemOfAsync(HttpContext context, Exception? fault)
    {
        switch (fault)
        {
            case SecurityTokenExpiredException:
                return Problem.Unauthorized(
                    "identity_token_expired",
                    "The token of the customer's identity has expired; get a new one from your back end and send the request again."
                );
            case SecurityTokenNoExpirationException:
                return Invalid("it has no exp");
            case SecurityTokenNotYetValidException:
                return Invalid("its nbf is in the future");
            case SecurityTokenInvalidIssuerException:
                return Invalid("its iss is not JWT_ISSUER");
            case SecurityTokenInvalidAudienceException:
                return Invalid("its aud is not JWT_AUDIENCE");
            case SecurityTokenInvalidAlgorithmException:
                return Invalid(Keys is null ? "it is not signed with HS256" : "it is not signed with RS256 or ES256");
            default:
                return await KeysAreThereAsync(context.RequestAborted)
                    ? Invalid("its signature does not fit")
                    : Problem.Later(
                        context,
                        StatusCodes.Status503ServiceUnavailable,
                        "identity_unavailable",
                        "The keys for the token of the customer's identity cannot be read; try again after Retry-After.",
                        TimeSpan.FromSeconds(10)
                    );
        }
    }

    private async Task<bool> KeysAreThereAsync(CancellationToken cancellationToken)
    {
        if (Keys is null) return true;
        try
        {
            await Keys.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException e) // What the manager throws when it could never read them, whatever the reason.
        {
            _logger.LogError(e, "The public keys at JWT_JWKS cannot be read, so no customer with a signed identity gets in");
            return false;
        }
    }

    private static IResult Invalid(string reason) =>
        Problem.Unauthorized(
            "identity_token_invalid",
            $"The token of the customer's identity is refused: {reason}. Send one that your back end has signed for this server."
        );
}
