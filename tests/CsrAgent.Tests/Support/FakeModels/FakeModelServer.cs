using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>A model's API on a free port of this machine. Reachable from this process and from others.</summary>
public abstract class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _inFlight;

    protected FakeModelServer(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.MapPost(path, ServeAsync);
        _app.MapFallback(context => WriteNotFoundAsync(context));
    }

    /// <summary>Without a slash at the end.</summary>
    public string BaseAddress { get; private set; } = "";

    /// <summary>What was wrong with requests that the API would have refused. Tests assert that it is empty.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>The most requests that were open at once.</summary>
    public int MaxInFlight { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task ListenAsync()
    {
        await _app.StartAsync();
        BaseAddress = _app.Urls.Single();
    }

    protected abstract Task HandleAsync(HttpContext context, CancellationToken cancellationToken);

    protected abstract Task WriteNotFoundAsync(HttpContext context);

    protected void Violate(string what) => _violations.Enqueue(what);

    private async Task ServeAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stop.Token);
        lock (_violations)
            MaxInFlight = Math.Max(MaxInFlight, ++_inFlight);
        try
        {
            await HandleAsync(context, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            lock (_violations)
                _inFlight--;
        }
    }
}
