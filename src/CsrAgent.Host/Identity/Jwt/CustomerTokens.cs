using System.Globalization;
using System.Text;
using CsrAgent.Admission;
using CsrAgent.Channels;
using CsrAgent.Host.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CsrAgent.Host.Identity.Jwt;

/// <summary>
/// Checks the tokens (JWT) by which a company's site says who its customer is: signature, algorithm, issuer, audience and time.
/// </summary>
/// <remarks>
/// Without the middleware of ASP.NET Core, which would look at the bearer token of each request: session tokens are bearer tokens too. And
/// without its cache of keys, which refuses a token of a new key while it reads that in the background, or may not read it yet.
/// </remarks>
internal sealed class CustomerTokens : IDisposable
{
    private const int MaxToken = 16 * 1024;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxToken };
    private readonly TokenValidationParameters _checks;
    private readonly JwtOptions _options;
    private readonly ChannelDirectory _channels;
    private readonly TimeProvider _time;

    // Null with JWT_SECRET.
    private readonly CustomerKeys? _keys;

    public CustomerTokens(IOptions<JwtOptions> options, ChannelDirectory channels, TimeProvider time, ILogger<CustomerTokens> logger)
    {
        _options = options.Value;
        _channels = channels;
        _time = time;
        _keys = _options.Jwks is null ? null : CustomerKeys.From(_options, time, logger);
        _checks = new TokenValidationParameters
        {
            ValidAlgorithms = _keys is null
                ? [SecurityAlgorithms.HmacSha256]
                : [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = _options.Secret is { } secret ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)) : null,
            ValidateIssuer = _options.Issuer is not null,
            ValidIssuer = _options.Issuer,
            ValidateAudience = _options.Audience is not null,
            ValidAudience = _options.Audience,
            LifetimeValidator = CheckLifetime,
        };
    }

    /// <summary>Three parts, while a session token has two.</summary>
    public static bool LooksLikeOne(string token) => token.AsSpan().Count('.') == 2;

    public async Task<CustomerIdentity> ReadAsync(HttpContext context, string text)
    {
        if (Parse(text) is not { } token) return Refused("it is no JWT that can be read");
        if (!_checks.ValidAlgorithms.Contains(token.Alg))
        {
            return Refused(_keys is null ? "it is not signed with HS256" : "it is not signed with RS256 or ES256");
        }
        return _keys is null ? IdentityOf(await CheckAsync(token, _checks)) : await ReadAsync(context, token, _keys);
    }

    public void Dispose() => _keys?.Dispose();

    private async Task<CustomerIdentity> ReadAsync(HttpContext context, JsonWebToken token, CustomerKeys keys)
    {
        var reading = await keys.ReadAsync(KeyOf(token), context.RequestAborted);
        if (reading is KeyReading.Read { IsNew: false, Keys: var known })
        {
            var result = known.For(token.Kid) is { Count: > 0 } some ? await CheckAsync(token, With(some)) : null;
            // A token that names no key may be signed with a new one.
            if (result is not null && (known.Has(token.Kid) || !IsOfAnotherKey(result))) return IdentityOf(result);
            reading = await keys.ReadNewAsync(KeyOf(token), context.RequestAborted);
        }
        return reading switch
        {
            KeyReading.Read { Keys: var now } when now.For(token.Kid) is { Count: > 0 } some => IdentityOf(
                await CheckAsync(token, With(some))
            ),
            KeyReading.Read => Refused("the key that it names (kid) is not at JWT_JWKS"),
            KeyReading.Unknown unknown => new CustomerIdentity.Refused(
                Problem.Later(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    "identity_unavailable",
                    "The key for the token of the customer's identity cannot be read now; try again after Retry-After.",
                    unknown.RetryAfter
                )
            ),
            _ => throw new InvalidOperationException($"The tokens do not know {reading}."),
        };
    }

    // Where a token names no key, each may be of another.
    private static string KeyOf(JsonWebToken token) => string.IsNullOrEmpty(token.Kid) ? $".{token.EncodedSignature}" : token.Kid;

    private JsonWebToken? Parse(string text)
    {
        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters With(IReadOnlyList<SecurityKey> keys)
    {
        var checks = _checks.Clone();
        checks.IssuerSigningKeys = keys;
        return checks;
    }

    private Task<TokenValidationResult> CheckAsync(JsonWebToken token, TokenValidationParameters checks) =>
        _handler.ValidateTokenAsync(token, checks);

    private static bool IsOfAnotherKey(TokenValidationResult result) =>
        result.Exception is SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException;

    private CustomerIdentity IdentityOf(TokenValidationResult result)
    {
        if (!result.IsValid) return FaultOf(result.Exception);
        result.Claims.TryGetValue(_options.UserClaim, out var claim);
        var userId = claim switch
        {
            string text => text,
            IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(userId)) return Refused($"its {_options.UserClaim} is no customer's id");
        if (userId.Length > AdmissionRules.MaxUserId)
        {
            return Refused($"its {_options.UserClaim} is longer than {AdmissionRules.MaxUserId} characters");
        }
        return ReservedStart(userId) is { } start
            ? Refused($"its {_options.UserClaim} begins with '{start}', as ids of others than signed-in customers do")
            : new CustomerIdentity.Proven(userId);
    }

    // Where customers choose the claim, such as a nickname, they would else choose somebody else's conversations with it.
    private string? ReservedStart(string userId) =>
        userId.StartsWith(CustomerIdentity.Anonymous, StringComparison.OrdinalIgnoreCase) ? CustomerIdentity.Anonymous
        : userId.StartsWith(CustomerIdentity.Program, StringComparison.OrdinalIgnoreCase) ? CustomerIdentity.Program
        : _channels.OwnerOf(userId) is { } channel ? $"{channel}:"
        : null;

    private bool CheckLifetime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters checks)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (until is null) throw new SecurityTokenNoExpirationException();
        if (now - _options.ClockSkew >= until) throw new SecurityTokenExpiredException();
        return from is null || now + _options.ClockSkew >= from ? true : throw new SecurityTokenNotYetValidException();
    }

    private static CustomerIdentity.Refused FaultOf(Exception? fault) =>
        fault switch
        {
            SecurityTokenExpiredException => new(
                Problem.Unauthorized(
                    "identity_token_expired",
                    "The token of the customer's identity has expired; get a new one from your back end and send the request again."
                )
            ),
            SecurityTokenNoExpirationException => Refused("it has no exp"),
            SecurityTokenNotYetValidException => Refused("its nbf is in the future"),
            SecurityTokenInvalidIssuerException => Refused("its iss is not JWT_ISSUER"),
            SecurityTokenInvalidAudienceException => Refused("its aud is not JWT_AUDIENCE"),
            _ => Refused("its signature does not fit"),
        };

    private static CustomerIdentity.Refused Refused(string reason) =>
        new(
            Problem.Unauthorized(
                "identity_token_invalid",
                $"The token of the customer's identity is refused: {reason}. Send one that your back end has signed for this server."
            )
        );
}
