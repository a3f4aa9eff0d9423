using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsrAgent.Host.Http;

/// <summary>
/// Errors as <c>application/problem+json</c> with a <c>code</c> and, where one field is at fault, a <c>field</c>. Never an internal.
/// </summary>
internal static class Problem
{
    public const string InvalidField = "invalid_field";

    public static ProblemHttpResult Invalid(string field, string detail) =>
        Of(StatusCodes.Status400BadRequest, InvalidField, detail, field);

    public static ProblemHttpResult Malformed(string detail) => Of(StatusCodes.Status400BadRequest, "malformed_json", detail);

    public static ProblemHttpResult NotFound(string code, string detail) => Of(StatusCodes.Status404NotFound, code, detail);

    public static ProblemHttpResult Conflict(string code, string detail, string? field = null) =>
        Of(StatusCodes.Status409Conflict, code, detail, field);

    public static ProblemHttpResult Unauthorized(string code, string detail) => Of(StatusCodes.Status401Unauthorized, code, detail);

    public static ProblemHttpResult Forbidden(string code, string detail) => Of(StatusCodes.Status403Forbidden, code, detail);

    public static ProblemHttpResult Later(HttpContext context, int status, string code, string detail, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = RetryAfter.Of(retryAfter);
        return Of(status, code, detail);
    }

    public static ProblemHttpResult Of(int status, string code, string detail, string? field = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null) extensions["field"] = field;
        return TypedResults.Problem(detail, statusCode: status, extensions: extensions);
    }

    /// <summary>
    /// Completes each problem with the trace, and those that no handler wrote, such as for an unknown address, with the rest.
    /// </summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var (code, detail) = problem.Status switch
        {
            StatusCodes.Status404NotFound => ("not_found", "There is nothing at this address; /api/v1/openapi.json lists what there is."),
            StatusCodes.Status405MethodNotAllowed => (
                "method_not_allowed",
                "This method is not allowed here; the header Allow names those that it takes."
            ),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported_media_type", "Send the body as Content-Type: application/json."),
            _ => ("bad_request", "The request could not be read; check its address, headers and body."),
        };
        problem.Extensions.TryAdd("code", code);
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        problem.Detail ??= detail;
    }
}
