using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.OpenAi;

/// <summary>Classifies an HTTP error of a compatible server.</summary>
internal static class OpenAiError
{
    private const int MaxText = 300;

    public static ModelException From(ClientResultException exception, TimeProvider time)
    {
        var response = exception.GetRawResponse();
        var fault = FaultOf(exception.Status, response is null ? null : CodeOf(response));
        var message = $"The model's server answered {exception.Status}: {ShortText.Of(exception.Message, MaxText)} {AdviceFor(fault)}";
        return new(fault, message, response is null ? null : RetryAfter(response.Headers, time), exception);
    }

    public static string AdviceFor(ModelFault fault) =>
        fault switch
        {
            ModelFault.Denied => "Check LLM_API_KEY, and the account's credit.",
            ModelFault.NoSuchModel => "Check LLM_MODEL and LLM_FALLBACK_MODELS against the server's models, and LLM_BASE_URL.",
            ModelFault.RateLimited or ModelFault.Overloaded => "If it persists, lower MODEL_CONCURRENCY or set LLM_FALLBACK_MODELS.",
            ModelFault.Timeout => "If it persists, raise MODEL_ATTEMPT_TIMEOUT, or check the network to LLM_BASE_URL.",
            ModelFault.Rejected => "The request itself is invalid, or the server does not support part of it.",
            _ => "If it persists, check LLM_BASE_URL and the server behind it.",
        };

    // An account without credit also answers 429, and waiting does not help.
    private static ModelFault FaultOf(int status, string? code) =>
        status switch
        {
            429 when code is "insufficient_quota" or "billing_hard_limit_reached" => ModelFault.Denied,
            429 => ModelFault.RateLimited,
            498 or 503 or 529 => ModelFault.Overloaded,
            401 or 402 or 403 => ModelFault.Denied,
            404 => ModelFault.NoSuchModel,
            // Groq: what the model wrote was no valid call.
            400 when code is "tool_use_failed" => ModelFault.Transient,
            0 or 408 or 409 or 425 or >= 500 => ModelFault.Transient,
            _ => ModelFault.Rejected,
        };

    private static string? CodeOf(PipelineResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            return document.RootElement.GetProperty("error").GetProperty("code").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Compatible servers format errors as they like; the status says enough.
            return null;
        }
    }

    private static TimeSpan? RetryAfter(PipelineResponseHeaders headers, TimeProvider time)
    {
        if (
            headers.TryGetValue("retry-after-ms", out var text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            return Positive(TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)));
        }

        return headers.TryGetValue("retry-after", out text) && RetryConditionHeaderValue.TryParse(text, out var notice)
            ? Positive(notice.Delta ?? notice.Date - time.GetUtcNow())
            : null;
    }

    private static TimeSpan? Positive(TimeSpan? wait) => wait > TimeSpan.Zero ? wait : null;
}
