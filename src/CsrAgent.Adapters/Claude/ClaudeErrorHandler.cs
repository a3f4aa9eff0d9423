using System.Text;
using CsrAgent.Answering.Model;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Turns an HTTP error into a <see cref="ModelException"/> while its headers are still available: the SDK's own exception drops them,
/// including <c>retry-after</c>.
/// </summary>
internal sealed class ClaudeErrorHandler(TimeProvider time) : DelegatingHandler
{
    private const int MaxBodyLength = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response)
            throw await ReadAsync(response, cancellationToken);
    }

    private async Task<ModelException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var error = ClaudeError.Parse(await ReadBodyAsync(response, cancellationToken));
        var fault = error.FaultOf((int)response.StatusCode, ShouldRetry(response));
        var requestId = response.Headers.TryGetValues("request-id", out var ids) ? ids.First() : "without id";
        var message =
            $"Claude answered {(int)response.StatusCode} {error.Type} (request {requestId}): {error.Message} {ClaudeAdvice.For(fault)}";
        return new(fault, message, ClaudeError.RetryAfter(response.Headers, time));
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
