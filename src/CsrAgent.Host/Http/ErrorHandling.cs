using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace CsrAgent.Host.Http;

/// <summary>The last edge: what no handler expected becomes a problem without internals, and a log entry that the problem's id finds.</summary>
internal sealed class ErrorHandling(ILogger<ErrorHandling> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        await Answer(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    private IResult Answer(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case FieldException e:
                return Problem.Invalid(e.Field, e.Message);
            case BadHttpRequestException e:
                return Problem.Of(e.StatusCode, "bad_request", "The request could not be read; check its parameters and body.");
            default:
                var id = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
                logger.LogError(exception, "Request failed: {Method} {Route}, error id {ErrorId}", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, id);
                return Problem.Later(context, StatusCodes.Status503ServiceUnavailable, "unavailable",
                    $"The server could not do this just now. Try again; if it stays so, give the operator this id: {id}.", TimeSpan.FromSeconds(2));
        }
    }
}
