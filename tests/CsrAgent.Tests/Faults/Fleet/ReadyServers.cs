using System.Collections.Concurrent;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>
/// What a balancer knows: it asks each API process again and again whether it is ready, and sends nobody to one that says no. Each is
/// asked by itself, so that a slow answer of one does not hide that another has begun to stop; no answer in time leaves what is known.
/// </summary>
internal sealed class ReadyServers : IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, bool> _isReady;
    private readonly IReadOnlyList<string> _all;
    private readonly Task _probing;

    public ReadyServers(Fleet fleet)
    {
        _all = fleet.Addresses;
        _isReady = new(_all.Select(address => KeyValuePair.Create(address, true)));
        _probing = Task.WhenAll(_all.Select(ProbeAsync));
    }

    /// <summary>Never empty: where none is ready, one of them has to say so.</summary>
    public IReadOnlyList<string> Addresses() => _all.Where(address => _isReady[address]).ToList() is { Count: > 0 } ready ? ready : _all;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ProbeAsync(string address)
    {
        while (true)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(address + "/health/ready"), _stop.Token);
                _isReady[address] = answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                _isReady[address] = false;
            }
            catch (TaskCanceledException) when (!_stop.IsCancellationRequested) { }

            await Task.Delay(Often, TimeProvider.System, _stop.Token);
        }
    }
}
