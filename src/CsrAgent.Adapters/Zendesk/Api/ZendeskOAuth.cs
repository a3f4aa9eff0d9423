using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>Asks Zendesk for access tokens.</summary>
internal sealed class ZendeskOAuth(HttpClient http, IOptions<ZendeskOptions> options)
{
    /// <summary>What is asked for; Zendesk may give less.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The longest that Zendesk gives: a server that stands still for less finds its way in again.</summary>
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(90);

    /// <summary>For the client's own account.</summary>
    /// <exception cref="ZendeskException">No access token is given out.</exception>
    public Task<IssuedToken> AskAsync(CancellationToken cancellationToken) =>
        AskAsync(
            new JsonObject { ["grant_type"] = "client_credentials", ["scope"] = options.Value.Scope },
            "check ZENDESK_CLIENT_ID, ZENDESK_CLIENT_SECRET and ZENDESK_OAUTH_SCOPE",
            cancellationToken
        );

    /// <summary>
    /// For a refresh token, which is used up by that, together with its access token. Is not cancelled: what is lost on its way is lost for
    /// good.
    /// </summary>
    /// <exception cref="ZendeskException">No access token is given out.</exception>
    public async Task<IssuedToken> RefreshAsync(string refreshToken)
    {
        var body = new JsonObject
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["refresh_token_expires_in"] = (int)RefreshLifetime.TotalSeconds,
        };
        const string Advice =
            "set a new ZENDESK_REFRESH_TOKEN (docs/channels.md says how to get one), and check ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET";
        var issued = await AskAsync(body, Advice, CancellationToken.None);
        return issued.Refresh is not null ? issued : throw Unreadable(null);
    }

    private async Task<IssuedToken> AskAsync(JsonObject body, string advice, CancellationToken cancellationToken)
    {
        body["client_id"] = options.Value.ClientId;
        body["client_secret"] = options.Value.ClientSecret;
        body["expires_in"] = (int)Lifetime.TotalSeconds;
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("oauth/tokens", content, cancellationToken);
        if (answer.IsSuccessStatusCode) return Read(await answer.Content.ReadAsStringAsync(cancellationToken));
        // Wrong credentials come as 400 or 401, and can be mended like any others that are refused.
        var isRefusal = (int)answer.StatusCode is >= 400 and < 429;
        throw new ZendeskException(
            $"Zendesk issued no access token ({(int)answer.StatusCode}); {advice}.",
            isRefusal ? HttpStatusCode.Unauthorized : answer.StatusCode,
            answer.Headers.RetryAfter?.Delta
        );
    }

    private static IssuedToken Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var lifetime = document.RootElement.Seconds("expires_in") ?? Lifetime;
            var token = document.RootElement.Text("access_token") ?? throw new FormatException();
            return new(token, lifetime, document.RootElement.Text("refresh_token"));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw Unreadable(e);
        }
    }

    private static ZendeskException Unreadable(Exception? error) =>
        new("Zendesk answered oauth/tokens without the token that was asked for; check ZENDESK_URL.", null, inner: error);
}
