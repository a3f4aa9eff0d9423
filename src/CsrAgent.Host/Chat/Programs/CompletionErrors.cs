using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>Refusals in the shape that programs made for OpenAI read.</summary>
internal static class CompletionErrors
{
    /// <summary>Tells OpenAI's clients, which else send some requests again by themselves, whether to.</summary>
    private const string ShouldRetry = "x-should-retry";

    public static IResult Of(HttpContext context, MessageRefusal refusal)
    {
        if (refusal.RetryAfter is { } later)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(later.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        context.Response.Headers[ShouldRetry] = refusal.RetryAfter is null ? "false" : "true";
        return TypedResults.Json(BodyOf(refusal), ChatJson.Wire.CompletionErrorBody, statusCode: refusal.Status);
    }

    public static CompletionErrorBody BodyOf(MessageRefusal refusal) =>
        new(new(refusal.Detail, TypeOf(refusal.Status), refusal.Field, refusal.Code));

    /// <summary>A problem of the API's, as of a body that is no JSON.</summary>
    public static MessageRefusal From(IResult problem) =>
        problem is ProblemHttpResult { ProblemDetails: var details, StatusCode: var status }
            ? new(
                status,
                $"{details.Extensions["code"]}",
                details.Detail ?? "",
                details.Extensions.TryGetValue("field", out var field) ? (string?)field : null
            )
            : throw new InvalidOperationException($"{problem.GetType().Name} is no problem.");

    private static string TypeOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => "authentication_error",
            StatusCodes.Status403Forbidden => "permission_error",
            StatusCodes.Status429TooManyRequests => "rate_limit_error",
            >= 500 => "server_error",
            _ => "invalid_request_error",
        };
}
