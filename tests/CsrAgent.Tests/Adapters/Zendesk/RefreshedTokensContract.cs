using CsrAgent.Adapters.Zendesk;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>
/// Refresh tokens that are each good for once, used by several processes that share a store: whoever lost one would be locked out.
/// </summary>
public abstract class RefreshedTokensContract : IAsyncLifetime
{
    private readonly List<IDisposable> _processes = [];

    private protected FakeTimeProvider Time { get; } = new(Some.Noon);

    private protected FakeZendesk Zendesk { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Zendesk = await FakeZendesk.StartAsync();
        await StartStoreAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Zendesk.Violations);
        foreach (var process in _processes) process.Dispose();
        await Zendesk.DisposeAsync();
        await StopStoreAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task StartStoreAsync();

    protected abstract Task StopStoreAsync();

    /// <summary>As another process sees the store.</summary>
    protected abstract (IChannelState State, ILeases Leases) Share();

    [Fact]
    public async Task Get_AfterARestart_GoesOnFromTheStore()
    {
        await CallAsync(Start());
        await CallAsync(Start());
        Assert.Equal(1, Zendesk.Refreshes);
        Time.Advance(TimeSpan.FromHours(1));

        await CallAsync(Start());

        Assert.Equal(2, Zendesk.Refreshes);
    }

    /// <summary>Zendesk ended the access token before its time: one refresh, and the call is repeated with the new one.</summary>
    [Fact]
    public async Task Get_AccessTokenRefused_RefreshesAndGoesOn()
    {
        var process = Start();
        await CallAsync(process);
        Zendesk.RevokeTokens();

        await CallAsync(process);
        await CallAsync(Start());

        Assert.Equal(2, Zendesk.Refreshes);
    }

    /// <summary>The only pair that still lets anybody in waits in memory, and nothing goes on before it is stored.</summary>
    [Fact]
    public async Task Get_StoreUnavailableAfterARefresh_IsStoredBeforeItIsUsed()
    {
        var away = new AwayState(Share().State) { Failures = 2 };
        var process = Start(away, Share().Leases);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CallAsync(process));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CallAsync(process));
        Assert.DoesNotContain("GET /api/v2/users/me", Zendesk.Requests);
        await CallAsync(process);
        await CallAsync(Start());

        Assert.Equal(1, Zendesk.Refreshes);
    }

    [Fact]
    public async Task Get_AnotherTokenIsConfigured_BeginsWithThat()
    {
        await CallAsync(Start());
        await CallAsync(Start(Zendesk.Allow()));

        Assert.Equal(2, Zendesk.Refreshes);
        var error = await Assert.ThrowsAsync<ZendeskException>(() => CallAsync(Start("used-up")));
        Assert.Contains("set a new ZENDESK_REFRESH_TOKEN", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("used-up", error.ToString(), StringComparison.Ordinal);
    }

    private protected ZendeskApi Start(string refreshToken = FakeZendesk.FirstRefreshToken)
    {
        var (state, leases) = Share();
        return Start(state, leases, refreshToken);
    }

    private protected ZendeskApi Start(IChannelState state, ILeases leases, string refreshToken = FakeZendesk.FirstRefreshToken)
    {
        var http = new HttpClient { BaseAddress = new(Zendesk.BaseAddress + "/") };
        var options = Options.Create(
            new ZendeskOptions
            {
                ClientId = "csr_agent",
                ClientSecret = "client-secret",
                RefreshToken = refreshToken,
            }
        );
        var oauth = new ZendeskOAuth(http, options);
        var refreshed = new RefreshedTokens(oauth, state, leases, options, Time, NullLogger<RefreshedTokens>.Instance);
        var credentials = new ZendeskCredentials(oauth, new(() => refreshed), options, Time);
        _processes.AddRange([credentials, http]);
        return new(http, credentials, new(), Time);
    }

    private protected static Task CallAsync(ZendeskApi api) => api.GetAsync("api/v2/users/me", Token);

    private sealed class AwayState(IChannelState inner) : IChannelState
    {
        public int Failures { get; set; }

        public Task<ChannelState?> ReadAsync(string name, CancellationToken cancellationToken) => inner.ReadAsync(name, cancellationToken);

        public Task<bool> WriteAsync(string name, string text, long version, CancellationToken cancellationToken) =>
            Failures-- > 0
                ? throw new StoreUnavailableException("The store is away.", new TimeoutException())
                : inner.WriteAsync(name, text, version, cancellationToken);
    }
}
