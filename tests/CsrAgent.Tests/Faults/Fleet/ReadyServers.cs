namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// What a balancer knows: it asks each API process again and again whether it is ready, and sends nobody to one that is not.
/// </summary>
internal sealed class ReadyServers : IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<string> _all;
    private readonly Task _probing;
    private volatile IReadOnlyList<string> _ready;

    public ReadyServers(Fleet fleet)
    {
        _ready = _all = fleet.Addresses;
        _probing = ProbeAsync();
    }

    /// <summary>Never empty: where none is ready, one of them has to say so.</summary>
    public IReadOnlyList<string> Addresses() => _ready is { Count: > 0 } ready ? ready : _all;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_probing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ProbeAsync()
    {
        while (true)
        {
            var answers = await Task.WhenAll(_all.Select(async address => (address, IsReady: await IsReadyAsync(address))));
            _ready = [.. answers.Where(answer => answer.IsReady).Select(answer => answer.address)];
            await Task.Delay(Often, TimeProvider.System, _stop.Token);
        }
    }

    private async Task<bool> IsReadyAsync(string address)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(address + "/health/ready"), _stop.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
