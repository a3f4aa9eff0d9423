using Microsoft.AspNetCore.Mvc;

namespace CsrAgent.Host.Http;

/// <summary>Lists the problems that an endpoint returns in the OpenAPI document.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) builder.Produces<ProblemDetails>(status, "application/problem+json");
        return builder;
    }
}
