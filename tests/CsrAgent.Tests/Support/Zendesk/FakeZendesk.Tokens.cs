using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Zendesk;

/// <summary>Access tokens; and refresh tokens, each of which is good for once and takes its access token along.</summary>
public sealed partial class FakeZendesk
{
    public const string FirstRefreshToken = "refresh-0";

    private readonly HashSet<string> _tokens = [];

    /// <summary>By the refresh token that ends it.</summary>
    private readonly Dictionary<string, string?> _refreshable = new() { [FirstRefreshToken] = null };

    /// <summary>How often a refresh token was used.</summary>
    public int Refreshes { get; private set; }

    /// <summary>How long access tokens are good, whatever was asked for; null for as long as was asked for.</summary>
    public int? TokenSeconds { get; set; }

    /// <summary>All access tokens that were given out are refused from now on.</summary>
    public void RevokeTokens()
    {
        lock (_lock) _tokens.Clear();
    }

    /// <summary>Somebody allows the client anew: another refresh token to begin with.</summary>
    public string Allow()
    {
        var token = Guid.NewGuid().ToString("N");
        lock (_lock) _refreshable[token] = null;
        return token;
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var body = await BodyAsync(context.Request);
        var isRefresh = (string?)body["grant_type"] == "refresh_token";
        string[] known = isRefresh
            ? ["grant_type", "client_id", "client_secret", "refresh_token", "expires_in", "refresh_token_expires_in"]
            : ["grant_type", "client_id", "client_secret", "scope", "expires_in"];
        if (body.FirstOrDefault(field => !known.Contains(field.Key)).Key is { } other) Violate($"oauth/tokens has no {other}");
        if ((string?)body["client_secret"] != "client-secret") return Refused("invalid_client");
        if (isRefresh) return Refresh((string?)body["refresh_token"] ?? "", (int?)body["expires_in"]);
        if ((string?)body["grant_type"] != "client_credentials") return Refused("unsupported_grant_type");
        return Results.Json(Issue((string?)body["scope"], (int?)body["expires_in"]));
    }

    private IResult Refresh(string used, int? seconds)
    {
        lock (_lock)
        {
            if (!_refreshable.Remove(used, out var access)) return Refused("invalid_grant");
            if (access is not null) _tokens.Remove(access);
            Refreshes++;
            var issued = Issue("read write", seconds);
            var next = Guid.NewGuid().ToString("N");
            _refreshable[next] = (string?)issued["access_token"];
            issued["refresh_token"] = next;
            issued["refresh_token_expires_in"] = 7_776_000;
            return Results.Json(issued);
        }
    }

    private JsonObject Issue(string? scope, int? seconds)
    {
        var token = Guid.NewGuid().ToString("N");
        lock (_lock) _tokens.Add(token);
        return new()
        {
            ["access_token"] = token,
            ["token_type"] = "bearer",
            ["scope"] = scope,
            ["expires_in"] = TokenSeconds ?? seconds,
        };
    }

    private static IResult Refused(string error) => Results.Json(new { error }, statusCode: error == "invalid_client" ? 401 : 400);
}
