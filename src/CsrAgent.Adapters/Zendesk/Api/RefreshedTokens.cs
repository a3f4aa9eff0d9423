using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>
/// Access tokens by a refresh token. Each refresh ends the pair before it, for all processes, so one process refreshes at a time, and the
/// new pair is stored before anybody uses it. For one caller at a time.
/// </summary>
/// <remarks>Six constructor parameters: where the pair comes from and is kept, who may replace it, and since when.</remarks>
internal sealed class RefreshedTokens(
    ZendeskOAuth oauth,
    IChannelState state,
    ILeases leases,
    IOptions<ZendeskOptions> options,
    TimeProvider time,
    ILogger<RefreshedTokens> logger
)
{
    private const string Name = "zendesk-oauth";

    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    /// <summary>One call, and storing what it brought even where the store is slow.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private readonly string _seed = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.RefreshToken)));

    /// <summary>Issued, but the store was unavailable. Nothing else may be asked for before it is stored.</summary>
    private SharedToken? _unstored;

    /// <param name="refused">An access token that Zendesk has refused; null for none.</param>
    /// <param name="cancellationToken">Cancels waiting, never a refresh.</param>
    /// <exception cref="ZendeskException">No access token is given out.</exception>
    /// <exception cref="StoreUnavailableException">The store does not say, or does not keep the new pair: call again.</exception>
    public async Task<SharedToken> ReadAsync(string? refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_unstored is not null) await StoreAsync();
            var (known, _) = await LookAsync(cancellationToken);
            if (IsUsable(known, refused)) return known!;
            if (await leases.TakeAsync(Name, LeaseTime, cancellationToken)) return await RefreshAsync(refused, cancellationToken);
            await Task.Delay(LookAgainAfter, time, cancellationToken);
        }
    }

    private async Task<SharedToken> RefreshAsync(string? refused, CancellationToken cancellationToken)
    {
        try
        {
            // Another process may have done it just before.
            var (known, _) = await LookAsync(cancellationToken);
            if (IsUsable(known, refused)) return known!;
            var now = time.GetUtcNow();
            var issued = await oauth.RefreshAsync(known?.Refresh ?? options.Value.RefreshToken);
            _unstored = new(_seed, issued.Access, now + issued.Lifetime - RenewBefore, issued.Refresh!);
            return await StoreAsync();
        }
        finally
        {
            await leases.ReleaseAsync(Name, CancellationToken.None);
        }
    }

    /// <summary>The pair that was issued last is the only one that still lets anybody in: it replaces whatever is there.</summary>
    private async Task<SharedToken> StoreAsync()
    {
        var fresh = _unstored!;
        try
        {
            var text = JsonSerializer.Serialize(fresh, SharedTokenJson.Default.SharedToken);
            while (!await state.WriteAsync(Name, text, (await LookAsync(CancellationToken.None)).Version, CancellationToken.None)) { }
        }
        catch (StoreUnavailableException)
        {
            logger.LogError(
                "The new tokens of Zendesk could not be stored yet; if this process dies first, set a new ZENDESK_REFRESH_TOKEN"
            );
            throw;
        }
        _unstored = null;
        return fresh;
    }

    private async Task<(SharedToken? Known, long Version)> LookAsync(CancellationToken cancellationToken)
    {
        if (await state.ReadAsync(Name, cancellationToken) is not { } kept) return (null, 0);
        var known = JsonSerializer.Deserialize(kept.Text, SharedTokenJson.Default.SharedToken);
        return (known?.Seed == _seed ? known : null, kept.Version);
    }

    private bool IsUsable(SharedToken? known, string? refused) =>
        known is not null && known.Access != refused && time.GetUtcNow() < known.Until;
}
