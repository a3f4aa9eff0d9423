using System.Text;
using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Claude;

/// <summary>Turns an HTTP error into a <see cref="ModelException"/>.</summary>
internal static class ClaudeErrorResponse
{
    private const int MaxBodyLength = 16 * 1024;

    public static async Task<ModelException> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var error = ClaudeError.Parse(await ReadBodyAsync(response, cancellationToken));
        var retryAfter = ClaudeError.RetryAfter(response.Headers, time);
        var fault = error.FaultOf((int)response.StatusCode, ShouldRetry(response), ClaudeError.HasRetryAfter(response.Headers));
        var requestId = response.Headers.TryGetValues("request-id", out var ids) ? ids.First() : "without id";
        var message =
            $"Claude answered {(int)response.StatusCode} {error.Type} (request {requestId}): {error.Message} {ClaudeAdvice.For(fault)}";
        return new(fault, message, retryAfter);
    }

    private static bool? ShouldRetry(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-should-retry", out var values) && bool.TryParse(values.First(), out var value) ? value : null;

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBodyLength];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await body.ReadAtLeastAsync(buffer, MaxBodyLength, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status says enough; only the error's text is lost.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
