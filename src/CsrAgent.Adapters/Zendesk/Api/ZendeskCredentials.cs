using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>
/// What lets the server in: an access token, which it gets by the client credentials grant or by a refresh token, and renews before it
/// expires; or an API token. Safe to call from many threads.
/// </summary>
internal sealed class ZendeskCredentials(
    ZendeskOAuth oauth,
    Lazy<RefreshedTokens> refreshed,
    IOptions<ZendeskOptions> options,
    TimeProvider time
) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Token? _token;
    private string? _refused;

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
        if (Volatile.Read(ref _token) is { } token && ReferenceEquals(token.Header, used))
        {
            Volatile.Write(ref _refused, used.Parameter);
            Volatile.Write(ref _token, null);
        }
        return true;
    }

    public void Dispose() => _one.Dispose();

    private AuthenticationHeaderValue? Usable() =>
        Volatile.Read(ref _token) is { } token && time.GetUtcNow() < token.Until ? token.Header : null;

    private async Task<Token> AskAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RefreshToken.Length > 0)
        {
            var shared = await refreshed.Value.ReadAsync(Volatile.Read(ref _refused), cancellationToken);
            return new(new("Bearer", shared.Access), shared.Until);
        }
        var now = time.GetUtcNow();
        var issued = await oauth.AskAsync(cancellationToken);
        return new(new("Bearer", issued.Access), now + issued.Lifetime - RenewBefore);
    }

    private static AuthenticationHeaderValue Basic(ZendeskOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Email}/token:{options.ApiToken}")));

    private sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset Until);
}
