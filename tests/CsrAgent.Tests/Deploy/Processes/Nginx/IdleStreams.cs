using System.Collections.Concurrent;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>Open chat pages through NGINX, each with a connection of its own, from as many addresses as the limits ask for.</summary>
internal sealed class IdleStreams : IAsyncDisposable
{
    /// <summary>limit_conn of deploy/nginx.</summary>
    private const int MaxPerAddress = 200;

    /// <summary>More handshakes at once only wait for each other.</summary>
    private const int AtOnce = 64;

    private readonly NginxServer _nginx;
    private readonly IReadOnlyList<string> _sessions;
    private readonly List<HttpClient> _addresses = [];
    private readonly ConcurrentBag<HttpResponseMessage> _responses = [];
    private readonly ConcurrentBag<Task> _reading = [];
    private readonly CancellationTokenSource _closing = new();
    private int _open;
    private int _pings;
    private int _messages;
    private int _kept;

    public IdleStreams(NginxServer nginx, IReadOnlyList<string> sessions) => (_nginx, _sessions) = (nginx, sessions);

    /// <summary>Those that neither the agent nor NGINX has ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Signs of life that came on all of them together.</summary>
    public int Pings => Volatile.Read(ref _pings);

    /// <summary>Those on which a sign of life has come.</summary>
    public int Kept => Volatile.Read(ref _kept);

    /// <summary>Messages that came on all of them together.</summary>
    public int Messages => Volatile.Read(ref _messages);

    /// <summary>Returns when each has its first event; throws where one is refused.</summary>
    public Task OpenAsync(int count, CancellationToken cancellationToken)
    {
        var addresses = Enumerable.Range(0, (count + MaxPerAddress - 1) / MaxPerAddress);
        _addresses.AddRange(addresses.Select(i => _nginx.CreateClient(FromAddress.Of(i))));
        return Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => await OpenOneAsync(_addresses[i / MaxPerAddress], _sessions[i % _sessions.Count], token)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var response in _responses) response.Dispose();
        await Task.WhenAll(_reading);
        _addresses.ForEach(address => address.Dispose());
        _closing.Dispose();
    }

    private async Task OpenOneAsync(HttpClient http, string session, CancellationToken cancellationToken)
    {
        var path = $"{ChatClient.Chat}/{session}/events";
        var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        _responses.Add(response);
        response.EnsureSuccessStatusCode();
        var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        Assert.Equal("event: status", await lines.ReadLineAsync(cancellationToken));
        Interlocked.Increment(ref _open);
        _reading.Add(ReadAsync(lines));
    }

    private async Task ReadAsync(StreamReader lines)
    {
        try
        {
            var isKept = false;
            while (await lines.ReadLineAsync(_closing.Token) is { } line)
            {
                if (line == "event: message") Interlocked.Increment(ref _messages);
                if (!line.StartsWith(':')) continue;
                Interlocked.Increment(ref _pings);
                if (!isKept) Interlocked.Increment(ref _kept);
                isKept = true;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It was broken off, or this test is over.
        }
        Interlocked.Decrement(ref _open);
    }
}
