using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Claude;

/// <summary>An error as the API reports it, in an HTTP error's body or in a stream's error event.</summary>
/// <param name="Type">For example <c>overloaded_error</c>; null when the body has none.</param>
/// <param name="Code"><c>error.details.error_code</c>, the stable name of the cause; usually absent.</param>
internal sealed record ClaudeError(string? Type, string? Code, string Message)
{
    private const int MaxText = 300;

    public static ClaudeError Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A gateway in front of the API answers in its own format.
            return new(null, null, ShortText.Of(body, MaxText));
        }
    }

    /// <exception cref="KeyNotFoundException">There is no error in it.</exception>
    /// <exception cref="InvalidOperationException">It is not of the API's format.</exception>
    public static ClaudeError Read(JsonElement body)
    {
        var error = body.GetProperty("error");
        var message = ShortText.Of(error.FindText("message") ?? "", MaxText);
        return new(error.FindText("type"), error.Find("details").FindText("error_code"), message);
    }

    /// <summary>Classifies an HTTP error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="shouldRetry">The <c>x-should-retry</c> header, with which the API overrides the status.</param>
    /// <param name="hasRetryAfter">Without it, the API's 429 is the month's spend limit: neither waiting nor another model helps.</param>
    public ModelFault FaultOf(int status, bool? shouldRetry, bool hasRetryAfter)
    {
        var fault =
            SpendLimitReached ? ModelFault.Denied
            : Type is "overloaded_error" ? ModelFault.Overloaded
            : FaultOf(status);
        return (fault, shouldRetry) switch
        {
            (ModelFault.RateLimited, not true) when Type is "rate_limit_error" && !hasRetryAfter => ModelFault.Denied,
            (ModelFault.Transient, false) => ModelFault.Rejected,
            (ModelFault.Rejected, true) => ModelFault.Transient,
            _ => fault,
        };
    }

    /// <summary>Classifies an error event in a stream, which has no status.</summary>
    public ModelFault FaultInStream() =>
        SpendLimitReached
            ? ModelFault.Denied
            : Type switch
            {
                "overloaded_error" => ModelFault.Overloaded,
                "rate_limit_error" => ModelFault.RateLimited,
                "invalid_request_error" or "request_too_large" => ModelFault.Rejected,
                "authentication_error" or "billing_error" or "permission_error" => ModelFault.Denied,
                "not_found_error" => ModelFault.NoSuchModel,
                _ => ModelFault.Transient,
            };

    public static bool HasRetryAfter(HttpResponseHeaders headers) => headers.Contains("retry-after") || headers.Contains("retry-after-ms");

    /// <summary>Null when the response asks for no wait, or for one that has passed.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider time)
    {
        if (
            headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            return Positive(TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)));
        }

        return Positive(headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - time.GetUtcNow());
    }

    // A spend limit is not a rate limit: waiting does not help. For a limit set by the operator, the API answers 400 and, as observed, no
    // code.
    private bool SpendLimitReached =>
        Code?.EndsWith("spend_limit_reached", StringComparison.Ordinal) == true
        || (Type is "invalid_request_error" && Message.Contains("reached your specified API usage limits", StringComparison.Ordinal));

    private static ModelFault FaultOf(int status) =>
        status switch
        {
            429 => ModelFault.RateLimited,
            529 => ModelFault.Overloaded,
            401 or 402 or 403 => ModelFault.Denied,
            404 => ModelFault.NoSuchModel,
            408 or 409 or >= 500 => ModelFault.Transient,
            _ => ModelFault.Rejected,
        };

    private static TimeSpan? Positive(TimeSpan? wait) => wait > TimeSpan.Zero ? wait : null;
}
