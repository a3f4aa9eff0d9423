using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>
/// What lets the server in: an access token, which it gets by the client credentials grant and renews before it expires, or an API token.
/// There is no refresh token to lose: whenever an access token is refused, a new one is asked for.
/// </summary>
internal sealed class ZendeskCredentials(HttpClient http, IOptions<ZendeskOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Token? _token;

    private bool IsOAuth => options.Value.ClientId.Length > 0;

    /// <exception cref="ZendeskException">No access token is given out.</exception>
    public async ValueTask<AuthenticationHeaderValue> ReadAsync(CancellationToken cancellationToken)
    {
        if (!IsOAuth) return Basic(options.Value);
        if (Usable() is { } known) return known;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Usable() is { } renewed) return renewed;
            _token = await AskAsync(cancellationToken);
            return _token.Header;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A call with this was refused. True if it is worth another try with a new one.</summary>
    public bool Reject(AuthenticationHeaderValue used)
    {
        if (!IsOAuth) return false;
        if (Volatile.Read(ref _token) is { } token && ReferenceEquals(token.Header, used)) Volatile.Write(ref _token, null);
        return true;
    }

    public void Dispose() => _one.Dispose();

    private AuthenticationHeaderValue? Usable() =>
        Volatile.Read(ref _token) is { } token && time.GetElapsedTime(token.At) < token.Lifetime - RenewBefore ? token.Header : null;

    private async Task<Token> AskAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        var body = new JsonObject
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.Value.ClientId,
            ["client_secret"] = options.Value.ClientSecret,
            ["scope"] = options.Value.Scope,
            ["expires_in"] = (int)Lifetime.TotalSeconds,
        };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("oauth/tokens", content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            // Wrong credentials come as 400 or 401, and can be mended like any others that are refused.
            var isRefusal = (int)answer.StatusCode is >= 400 and < 429;
            throw new ZendeskException(
                $"Zendesk issued no access token ({(int)answer.StatusCode}); check ZENDESK_CLIENT_ID, ZENDESK_CLIENT_SECRET and "
                    + "ZENDESK_OAUTH_SCOPE.",
                isRefusal ? HttpStatusCode.Unauthorized : answer.StatusCode,
                answer.Headers.RetryAfter?.Delta
            );
        }
        return Read(await answer.Content.ReadAsStringAsync(cancellationToken), at);
    }

    private static Token Read(string text, long at)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var lifetime = document.RootElement.Seconds("expires_in") ?? Lifetime;
            var token = document.RootElement.Text("access_token") ?? throw new FormatException();
            return new(new("Bearer", token), at, lifetime);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new ZendeskException("Zendesk answered oauth/tokens without an access token; check ZENDESK_URL.", null, inner: e);
        }
    }

    private static AuthenticationHeaderValue Basic(ZendeskOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}/token:{options.ApiToken}")));

    private sealed record Token(AuthenticationHeaderValue Header, long At, TimeSpan Lifetime);
}
