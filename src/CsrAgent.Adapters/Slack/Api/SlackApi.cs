using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CsrAgent.Adapters.Slack.Api;

/// <summary>
/// Slack's Web API. Methods that write take JSON, those that read take a form, as Slack documents. Every failure is a
/// <see cref="SlackException"/>. Safe to call from many threads.
/// </summary>
internal sealed partial class SlackApi(HttpClient http, SlackHealth health, IOptions<SlackOptions> options)
{
    private readonly SlackOptions _options = options.Value;

    public Task<JsonElement> WriteAsync(string method, JsonObject arguments, CancellationToken cancellationToken) =>
        CallAsync(
            method,
            new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"),
            _options.BotToken,
            cancellationToken
        );

    /// <summary>The same for what is only shown: a workspace without it has no fault.</summary>
    public Task<JsonElement> ShowAsync(string method, JsonObject arguments, CancellationToken cancellationToken) =>
        CallAsync(
            method,
            new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"),
            _options.BotToken,
            cancellationToken,
            isFault: false
        );

    public Task<JsonElement> ReadAsync(
        string method,
        IEnumerable<KeyValuePair<string, string>> arguments,
        CancellationToken cancellationToken
    ) => CallAsync(method, new FormUrlEncodedContent(arguments), _options.BotToken, cancellationToken);

    /// <summary>What the bot's token may do; empty where nobody says.</summary>
    public async Task<IReadOnlyCollection<string>> ReadScopesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyCollection<string> scopes = [];
        await CallAsync("auth.test", new FormUrlEncodedContent([]), _options.BotToken, cancellationToken, read: Read);
        return scopes;

        void Read(HttpResponseHeaders headers)
        {
            if (!headers.TryGetValues("x-oauth-scopes", out var lines)) return;
            scopes = [.. lines.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        }
    }

    /// <summary>The address of one socket; each is good for one connection.</summary>
    public async Task<Uri> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        const string Method = "apps.connections.open";
        var reply = await CallAsync(Method, new FormUrlEncodedContent([]), _options.AppToken, cancellationToken);
        return Uri.TryCreate(reply.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws"
            ? url
            : throw new SlackException(Method, SlackErrors.Unclear);
    }

    private async Task<JsonElement> CallAsync(
        string method,
        HttpContent content,
        string token,
        CancellationToken cancellationToken,
        bool isFault = true,
        Action<HttpResponseHeaders>? read = null
    )
    {
        try
        {
            var reply = await SendAsync(method, content, token, read, cancellationToken);
            SlackMetrics.CountRequest(method, "ok");
            health.Report(null);
            return reply;
        }
        catch (SlackException e)
        {
            SlackMetrics.CountRequest(method, OutcomeOf(e));
            // A place that is gone is no fault of the channel.
            if (e.Retryable && isFault) health.Report(e);
            throw;
        }
    }

    private async Task<JsonElement> SendAsync(
        string method,
        HttpContent content,
        string token,
        Action<HttpResponseHeaders>? read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
            request.Headers.Authorization = new("Bearer", token);
            using var response = await http.SendAsync(request, cancellationToken);
            read?.Invoke(response.Headers);
            return await ReadReplyAsync(method, response, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || IsTimeout(e, cancellationToken))
        {
            throw new SlackException(method, SlackErrors.Unclear, inner: e);
        }
    }

    private static bool IsTimeout(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private static async Task<JsonElement> ReadReplyAsync(string method, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new SlackException(method, SlackErrors.RateLimited, response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
        if (!response.IsSuccessStatusCode) throw new SlackException(method, SlackErrors.Unclear);
        var reply = await ParseAsync(method, response, cancellationToken);
        if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True)
        {
            return reply;
        }
        throw new SlackException(method, reply.Text("error") is { } error && ErrorPattern().IsMatch(error) ? error : SlackErrors.Unclear);
    }

    private static async Task<JsonElement> ParseAsync(string method, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SlackException(method, SlackErrors.Unclear, inner: e);
        }
    }

    private static string OutcomeOf(SlackException error) =>
        error.Error switch
        {
            SlackErrors.RateLimited => "limited",
            SlackErrors.Unclear => "failed",
            _ => "refused",
        };

    [GeneratedRegex("^[a-z_]{1,64}$")]
    private static partial Regex ErrorPattern();
}
