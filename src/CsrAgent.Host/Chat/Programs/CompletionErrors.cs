using CsrAgent.Host.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsrAgent.Host.Chat.Programs;

/// <summary>Refusals in the shape that programs made for OpenAI read.</summary>
internal static class CompletionErrors
{
    /// <summary>Tells OpenAI's clients, which else send some requests again by themselves, whether to.</summary>
    private const string ShouldRetry = "x-should-retry";

    /// <summary>Of whatever goes wrong in a call that no handler answers.</summary>
    public static ErrorShape Shape { get; } = new(OfProblem);

    public static IResult Of(HttpContext context, MessageRefusal refusal)
    {
        if (refusal.RetryAfter is { } later) context.Response.Headers.RetryAfter = RetryAfter.Of(later);
        context.Response.Headers[ShouldRetry] = refusal.RetryAfter is null ? "false" : "true";
        return TypedResults.Json(BodyOf(refusal), ChatJson.Wire.CompletionErrorBody, statusCode: refusal.Status);
    }

    public static CompletionErrorBody BodyOf(MessageRefusal refusal) =>
        new(new(refusal.Detail, TypeOf(refusal.Status), refusal.Field, refusal.Code));

    /// <summary>
    /// A problem of the API's, as of a body that is no JSON. Nobody knows whether the question was accepted before the server failed, so a
    /// program sends it again by itself only where that has the key by which it is recognized.
    /// </summary>
    public static IResult OfProblem(HttpContext context, ProblemHttpResult problem)
    {
        var (details, isKnownAgain) = (problem.ProblemDetails, context.Request.Headers.ContainsKey("Idempotency-Key"));
        context.Response.Headers[ShouldRetry] = problem.StatusCode >= 500 && isKnownAgain ? "true" : "false";
        var field = details.Extensions.TryGetValue("field", out var named) ? (string?)named : null;
        var refusal = new MessageRefusal(problem.StatusCode, $"{details.Extensions["code"]}", details.Detail ?? "", field);
        return TypedResults.Json(BodyOf(refusal), ChatJson.Wire.CompletionErrorBody, statusCode: refusal.Status);
    }

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
