using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace CsrAgent.Host.Http;

/// <summary>Turns unhandled exceptions into a problem without internals, and a log entry with the problem's id.</summary>
internal sealed class ErrorHandling(ILogger<ErrorHandling> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = Answer(httpContext, exception);
        var shape = EndpointOf(httpContext)?.Metadata.GetMetadata<ErrorShape>();
        await (shape?.Of(httpContext, problem) ?? problem).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult Answer(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case FieldException e:
                return Problem.Invalid(e.Field, e.Message);
            case BadHttpRequestException when FieldAtFault(context) is { } field:
                return Problem.Invalid(field, $"{field} cannot be read; it must be a whole number.");
            case BadHttpRequestException e:
                return Problem.Of(e.StatusCode, "bad_request", "The request could not be read; check its parameters and body.");
            default:
                var id = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
                logger.LogError(
                    exception,
                    "Request failed: {Method} {Route}, error id {ErrorId}",
                    context.Request.Method,
                    (EndpointOf(context) as RouteEndpoint)?.RoutePattern.RawText,
                    id
                );
                return Problem.Later(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    "unavailable",
                    $"The server could not process the request. Try again; if it keeps failing, give the operator this id: {id}.",
                    TimeSpan.FromSeconds(2)
                );
        }
    }

    // The exception handler middleware has removed the endpoint from the context.
    private static Endpoint? EndpointOf(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    /// <summary>The query parameter that could not be bound; all parameters bound by type here are whole numbers.</summary>
    private static string? FieldAtFault(HttpContext context) =>
        EndpointOf(context)
            ?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .FirstOrDefault(p =>
                p.HasTryParse
                && context.Request.Query.TryGetValue(p.Name, out var given)
                && !IsNumberOf(p.ParameterInfo.ParameterType, given.ToString())
            )
            ?.Name;

    private static bool IsNumberOf(Type type, string given) =>
        type == typeof(int)
            ? int.TryParse(given, CultureInfo.InvariantCulture, out _)
            : long.TryParse(given, CultureInfo.InvariantCulture, out _);
}
