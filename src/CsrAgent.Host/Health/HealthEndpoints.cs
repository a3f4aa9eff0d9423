using CsrAgent.Host.Http;

namespace CsrAgent.Host.Health;

/// <summary>Liveness and readiness, for load balancers and people.</summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health
            .MapGet("live", () => TypedResults.Json(new HealthBody("live", []), HealthJson.Wire.HealthBody))
            .WithName("readLiveness")
            .WithSummary("The process runs")
            .Produces<HealthBody>();
        // wget --spider and some load balancers ask for the head only.
        health.MapMethods("live", [HttpMethods.Head], () => TypedResults.Ok()).ExcludeFromDescription();
        health.MapMethods("ready", [HttpMethods.Head], ReadyAsync).ExcludeFromDescription();
        health
            .MapGet("ready", ReadyAsync)
            .WithName("readReadiness")
            .WithSummary("Whether it can accept messages")
            .Produces<HealthBody>()
            .Produces<HealthBody>(503);
        return app;
    }

    private static async Task<IResult> ReadyAsync(ReadinessCheck check, Draining draining, CancellationToken cancellationToken)
    {
        IReadOnlyList<HealthCheckBody> checks = draining.HasBegun
            ? [new("running", false, "Stopping")]
            : await check.RunAsync(cancellationToken);
        var ready = checks.All(c => c.Ok);
        return TypedResults.Json(
            new HealthBody(ready ? "ready" : "not_ready", checks),
            HealthJson.Wire.HealthBody,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}

/// <param name="Status"><c>live</c>, <c>ready</c> or <c>not_ready</c>.</param>
internal sealed record HealthBody(string Status, IReadOnlyList<HealthCheckBody> Checks);

/// <param name="Fault">The kind of the last error, also of one that leaves the part usable; <c>NoHeartbeat</c> for a background loop that
/// hangs; or null.</param>
internal sealed record HealthCheckBody(string Name, bool Ok, string? Fault);
