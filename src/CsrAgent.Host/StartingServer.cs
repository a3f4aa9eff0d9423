using CsrAgent.Host.Configuration;
using CsrAgent.Host.Health;

namespace CsrAgent.Host;

/// <summary>
/// Answers probes while the server waits for what it connects to, so that no orchestrator takes it for dead: alive, and not ready.
/// </summary>
internal static class StartingServer
{
    /// <summary>Where everything is there, connecting takes less.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    /// <param name="server">Where to listen.</param>
    /// <param name="connect">What is waited for; cancelled when the process is told to stop.</param>
    public static async Task WhileAsync(ServerOptions server, Func<CancellationToken, Task> connect)
    {
        using var stop = new CancellationTokenSource();
        var connecting = connect(stop.Token);
        // Nobody knows a free port that is taken, so nobody asks there.
        if (server.Port == 0 || await Task.WhenAny(connecting, Task.Delay(Wait, TimeProvider.System, stop.Token)) == connecting)
        {
            await connecting;
            return;
        }
        await using var app = Build(server);
        await using var told = app.Lifetime.ApplicationStopping.Register(stop.Cancel);
        await app.StartAsync(CancellationToken.None);
        await connecting;
        await app.StopAsync(CancellationToken.None);
    }

    private static WebApplication Build(ServerOptions server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseAgentKestrel(server);
        var app = builder.Build();
        app.Run(AnswerAsync);
        return app;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var isAlive = context.Request.Path == "/health/live";
        // The server that follows is another one: nobody keeps a connection to this one.
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = isAlive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        if (!isAlive) context.Response.Headers.RetryAfter = RetryAfter.Of(Again);
        var body = isAlive ? new HealthBody("live", []) : new HealthBody("not_ready", [new("running", false, "Starting")]);
        return context.Response.WriteAsJsonAsync(body, HealthJson.Wire.HealthBody, cancellationToken: context.RequestAborted);
    }
}
