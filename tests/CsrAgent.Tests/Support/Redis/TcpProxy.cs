using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CsrAgent.Tests.Support.Redis;

/// <summary>
/// Stands between a client and a server of this machine, and can cut all connections, or let nothing through for a while.
/// </summary>
public class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _connections = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Opened();

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"redis://127.0.0.1:{Port}");

    /// <summary>Breaks every connection; new ones are let through.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys) connection.Close();
    }

    /// <summary>Connections stay open, and nothing comes through any more.</summary>
    public void Stall() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Resume();
        Cut();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a new connection's client sends passes through it; as it is unless a derived class knows better.</summary>
    protected virtual Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> NewFilter() => sent => sent;

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true) pumps.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            _connections.TryAdd(near, 0);
            await far.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            _connections.TryAdd(far, 0);
            await Task.WhenAny(PumpAsync(near, far, NewFilter()), PumpAsync(far, near, answer => answer));
        }
        catch (Exception e)
            when (e is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the sides is gone; the other learns it below.
        }
        finally
        {
            near.Close();
            far.Close();
            _connections.TryRemove(near, out _);
            _connections.TryRemove(far, out _);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> filter)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is var read and > 0)
            {
                await _open.Task;
                await to.GetStream().WriteAsync(filter(buffer.AsMemory(0, read)), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }
}
