using CsrAgent.Conversations;
using CsrAgent.Host.Http;
using CsrAgent.Knowledge;
using CsrAgent.Telemetry;

namespace CsrAgent.Host.Health;

/// <summary>For load balancers and people: is the process alive, and can it take messages?</summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("live", () => TypedResults.Json(new HealthBody("live", []), HostJson.Wire.HealthBody)).WithSummary("The process runs").Produces<HealthBody>();
        health.MapGet("ready", ReadyAsync).WithSummary("It can take messages").Produces<HealthBody>().Produces<HealthBody>(503);
        return app;
    }

    private static async Task<IResult> ReadyAsync(ReadinessCheck check, Draining draining, CancellationToken cancellationToken)
    {
        IReadOnlyList<HealthCheckBody> checks = draining.HasBegun ? [new("running", false, "Stopping")] : await check.RunAsync(cancellationToken);
        var ready = checks.All(c => c.Ok);
        return TypedResults.Json(new HealthBody(ready ? "ready" : "not_ready", checks), HostJson.Wire.HealthBody,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Asks every part that a message needs.</summary>
internal sealed class ReadinessCheck(IStoreProbe store, IKnowledgeIndex index, LoopHealth loops, TimeProvider time, ILogger<ReadinessCheck> logger)
{
    /// <summary>Shorter than any prober's own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<HealthCheckBody>> RunAsync(CancellationToken cancellationToken)
    {
        var written = await TryAsync("store", store.WriteAsync, cancellationToken);
        var knowledge = await TryAsync("knowledge", index.ListAsync, cancellationToken);
        return [written, knowledge, .. loops.Loops.Select(l => new HealthCheckBody(l.Key, l.Value.Fault is null, l.Value.Fault))];
    }

    private async Task<HealthCheckBody> TryAsync(string name, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return new(name, true, null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested) // The edge of the check: a failing part is its result.
        {
            logger.LogWarning(e, "Readiness: {Part} does not answer", name);
            return new(name, false, e.GetType().Name);
        }
    }
}

/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not_ready</c>.</param>
internal sealed record HealthBody(string Status, IReadOnlyList<HealthCheckBody> Checks);

/// <param name="Fault">The kind of the last error, or null.</param>
internal sealed record HealthCheckBody(string Name, bool Ok, string? Fault);
