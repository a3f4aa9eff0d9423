using System.Net;
using System.Net.Security;
using System.Text;

namespace CsrAgent.Tests.Deploy.Processes.Nginx;

/// <summary>Speaks HTTP over TLS byte by byte.</summary>
internal sealed class SlowClient : IAsyncDisposable
{
    /// <summary>Less than what one record of TLS holds.</summary>
    private const int ReceiveBuffer = 2_048;

    private readonly Stream _transport;
    private readonly SslStream _tls;

    private SlowClient(Stream transport, SslStream tls, CancellationToken token) => (_transport, _tls, Token) = (transport, tls, token);

    private CancellationToken Token { get; }

    /// <param name="nginx">To which.</param>
    /// <param name="from">Its address.</param>
    /// <param name="cancellationToken">Whatever it does then, it fails.</param>
    public static async Task<SlowClient> ConnectAsync(NginxServer nginx, IPAddress from, CancellationToken cancellationToken)
    {
        var transport = await FromAddress.ConnectAsync(from, nginx.TlsPort, cancellationToken, ReceiveBuffer);
        return new(transport, await nginx.SecureAsync(transport, cancellationToken), cancellationToken);
    }

    public async Task SendAsync(string text)
    {
        await _tls.WriteAsync(Encoding.ASCII.GetBytes(text), Token);
        await _tls.FlushAsync(Token);
    }

    /// <summary>Each byte by itself; false when the other end had enough.</summary>
    public async Task<bool> SendByBytesAsync(string text, TimeSpan between)
    {
        foreach (var letter in text)
        {
            try
            {
                await SendAsync(letter.ToString());
            }
            catch (IOException)
            {
                return false;
            }
            await Task.Delay(between, TimeProvider.System, Token);
        }
        return true;
    }

    /// <summary>Null where the other end has ended the connection.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var next = new byte[1];
        try
        {
            while (await _tls.ReadAsync(next, Token) == 1)
            {
                if (next[0] == '\n') return line.ToString();
                line.Append((char)next[0]);
            }
        }
        catch (IOException)
        {
            // It was reset.
        }
        return null;
    }

    /// <summary>Below TLS, so that not even a record of it is read at once; until it is told to stop, or the other end has ended.</summary>
    public async Task ReadByBytesAsync(TimeSpan between, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, Token);
        var next = new byte[1];
        try
        {
            while (await _transport.ReadAsync(next, either.Token) == 1) await Task.Delay(between, TimeProvider.System, either.Token);
        }
        catch (Exception e) when (e is IOException || stop.IsCancellationRequested)
        {
            // It was reset, or has read enough.
        }
    }

    public ValueTask DisposeAsync() => _tls.DisposeAsync();
}
