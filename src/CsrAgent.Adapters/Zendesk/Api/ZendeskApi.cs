using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Zendesk.Api;

/// <summary>One call of the Zendesk API. Nothing is retried here but a call whose access token had expired.</summary>
internal sealed partial class ZendeskApi(HttpClient http, ZendeskCredentials credentials, ZendeskHealth health, TimeProvider time)
{
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, null, cancellationToken);

    public Task<JsonElement> PutAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, body, null, cancellationToken);

    /// <param name="path">Relative to the address of Zendesk.</param>
    /// <param name="body">What is created.</param>
    /// <param name="idempotencyKey">With it, Zendesk creates the same thing once within two hours.</param>
    /// <param name="cancellationToken">Cancels waiting for the answer; the thing may have been created.</param>
    public Task<JsonElement> PostAsync(string path, JsonObject body, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey, cancellationToken);

    /// <exception cref="ZendeskException">Zendesk refused, or could not be reached.</exception>
    private async Task<JsonElement> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await AskAsync(method, path, body, idempotencyKey, cancellationToken);
            health.Report(null);
            return answer;
        }
        catch (ZendeskException e)
        {
            health.Report(e);
            throw;
        }
    }

    private async Task<JsonElement> AskAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        var what = $"{method} {PlaceOf(path)}";
        try
        {
            var used = await credentials.ReadAsync(cancellationToken);
            var answer = await SendAsync(method, path, body, idempotencyKey, used, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Unauthorized && credentials.Reject(used))
            {
                answer.Dispose();
                used = await credentials.ReadAsync(cancellationToken);
                answer = await SendAsync(method, path, body, idempotencyKey, used, cancellationToken);
            }
            using (answer) return await ReadAsync(answer, what, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ZendeskException($"Zendesk cannot be reached ({what}); check ZENDESK_URL and the network.", null, inner: e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ZendeskException($"Zendesk did not answer {what} within ZENDESK_TIMEOUT.", null, inner: e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? idempotencyKey,
        AuthenticationHeaderValue authorization,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = authorization;
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await http.SendAsync(request, cancellationToken);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string what, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            var reason = ErrorPattern().Match(text) is { Success: true } match ? $" ({match.Groups[1].Value})" : "";
            throw new ZendeskException(
                $"Zendesk answered {(int)answer.StatusCode}{reason} to {what}.{Advice(answer.StatusCode)}",
                answer.StatusCode,
                RetryAfterOf(answer)
            );
        }
        if (text.Length == 0) return default;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new ZendeskException($"Zendesk answered {what} with something that is not JSON; check ZENDESK_URL.", null, inner: e);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } header ? null
        : header.Delta is { } wait ? wait
        : header.Date is { } at && at > time.GetUtcNow() ? at - time.GetUtcNow()
        : null;

    private static string Advice(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized =>
                " Check ZENDESK_CLIENT_ID and ZENDESK_CLIENT_SECRET, or ZENDESK_EMAIL and ZENDESK_API_TOKEN.",
            HttpStatusCode.Forbidden => " The agent's account needs the role of an agent who may edit all tickets, or more scopes.",
            _ => "",
        };

    /// <summary>Without the query, which may be long.</summary>
    private static string PlaceOf(string path) => path.Split('?')[0].ToString(CultureInfo.InvariantCulture);

    // The names of errors, such as RecordInvalid. Descriptions may quote what was sent.
    [GeneratedRegex("\"error\"\\s*:\\s*(?:\\{\\s*\"title\"\\s*:\\s*)?\"([A-Za-z]{1,40})\"")]
    private static partial Regex ErrorPattern();
}
