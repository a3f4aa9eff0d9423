using Microsoft.AspNetCore.Mvc;

namespace CsrAgent.Host.Http;

/// <summary>Says in the OpenAPI document which problems an endpoint answers with.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) builder.Produces<ProblemDetails>(status, "application/problem+json");
        return builder;
    }
}
