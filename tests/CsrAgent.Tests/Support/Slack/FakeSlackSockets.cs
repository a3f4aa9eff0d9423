using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Support.Slack;

/// <summary>Slack's end of Socket Mode.</summary>
public sealed class FakeSlackSockets
{
    private readonly ConcurrentDictionary<string, bool> _tickets = new();
    private readonly ConcurrentDictionary<int, FakeSlackSocket> _open = new();
    private readonly ConcurrentQueue<FakeSlackSocket> _all = new();
    private int _count;

    /// <summary>Those that are open, oldest first.</summary>
    public IReadOnlyList<FakeSlackSocket> Open => [.. _open.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>All that ever were, in order.</summary>
    public IReadOnlyList<FakeSlackSocket> All => [.. _all];

    /// <summary>The most that were open at once.</summary>
    public int MaxOpen { get; private set; }

    /// <summary>The way that a client takes to an address of ours: as it is, unless a test puts something in between.</summary>
    public Func<Uri, Uri> Route { get; set; } = address => address;

    /// <summary>An address for one connection.</summary>
    internal string Offer(string apiUrl)
    {
        var ticket = Guid.NewGuid().ToString("N");
        _tickets[ticket] = true;
        var address = new UriBuilder(apiUrl) { Scheme = "ws", Path = $"/socket/{ticket}" }.Uri;
        return Route(address).AbsoluteUri;
    }

    internal async Task ServeAsync(HttpContext context, string ticket, CancellationToken stopping)
    {
        if (!_tickets.TryRemove(ticket, out _) || !context.WebSockets.IsWebSocketRequest)
        {
            // Each address is good for one connection.
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var number = Interlocked.Increment(ref _count);
        using var client = new FakeSlackSocket(socket);
        _open[number] = client;
        _all.Enqueue(client);
        lock (_all)
            MaxOpen = Math.Max(MaxOpen, _open.Count);
        try
        {
            await client.SendAsync(Hello());
            await client.ReadAsync(stopping);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone, or the test is over.
        }
        finally
        {
            _open.TryRemove(number, out _);
        }
    }

    private JsonObject Hello() =>
        new()
        {
            ["type"] = "hello",
            ["num_connections"] = _open.Count,
            ["connection_info"] = new JsonObject { ["app_id"] = FakeSlack.App },
            ["debug_info"] = new JsonObject { ["host"] = "fake", ["approximate_connection_time"] = 18_060 },
        };
}
