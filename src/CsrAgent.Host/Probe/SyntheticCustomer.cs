using System.Globalization;
using System.Net;
using CsrAgent.Host.Chat;
using CsrAgent.Host.Health;
using CsrAgent.Host.Http;

namespace CsrAgent.Host.Probe;

/// <summary>Uses a server as a customer does, in a session of its own that it ends again.</summary>
internal sealed class SyntheticCustomer(HttpClient http, string? apiKey, TimeProvider time)
{
    /// <summary>A channel that behaves as the web does and is counted apart.</summary>
    private const string Channel = "api";

    private const string UserId = "csr-agent-probe";

    public async Task<ProbeResult> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync("health/ready", cancellationToken);
        if (response.IsSuccessStatusCode) return new(true, "ready");
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return new(false, $"/health/ready says {Number(response)}");
        var health = await response.Content.ReadFromJsonAsync(HealthJson.Wire.HealthBody, cancellationToken);
        var failed = health?.Checks.Where(check => !check.Ok).Select(check => $"{check.Name} ({check.Fault})") ?? [];
        return new(false, $"not ready: {string.Join(", ", failed)}");
    }

    public async Task<ProbeResult> AskAsync(string message, CancellationToken cancellationToken)
    {
        var session = "probe-" + Guid.NewGuid().ToString("N");
        var started = time.GetTimestamp();
        try
        {
            using var response = await PostAsync(session, message, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK) return new(false, $"POST /api/v1/chat says {Number(response)}");
            var reply = (await response.Content.ReadFromJsonAsync(ChatJson.Wire.ChatResponse, cancellationToken))!;
            var took = time.GetElapsedTime(started).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
            var replies = await CountRepliesAsync(session, cancellationToken);
            if (replies != 1) return new(false, $"{replies} replies in the history instead of one, after {took} ms");
            return new(
                true,
                $"answered in {took} ms, {(reply.Degraded ? "without its model" : "as usual")}: {reply.KbArticles.Count} articles"
            );
        }
        finally
        {
            using var ended = await SendAsync(HttpMethod.Delete, $"api/v1/chat/{session}", null, CancellationToken.None);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string session, string message, CancellationToken cancellationToken)
    {
        var body = new ChatRequest(session, UserId, message, Channel, null, session, null);
        return SendAsync(HttpMethod.Post, "api/v1/chat", JsonContent.Create(body, ChatJson.Wire.ChatRequest), cancellationToken);
    }

    private async Task<int> CountRepliesAsync(string session, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"api/v1/chat/{session}", null, cancellationToken);
        response.EnsureSuccessStatusCode();
        var history = await response.Content.ReadFromJsonAsync(ChatJson.Wire.HistoryBody, cancellationToken);
        return history!.Messages.Count(message => message.Role != "customer");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (apiKey is not null) request.Headers.Add(ApiHeaders.ApiKey, apiKey);
        return await http.SendAsync(request, cancellationToken);
    }

    private static string Number(HttpResponseMessage response) => ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
}
