using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsrAgent.Host.Audit;

namespace CsrAgent.Tests.Support;

/// <summary>Speaks to a server as customers, support agents and operators do, and shows what stands on the wire.</summary>
public sealed class ChatClient : IDisposable
{
    public const string Chat = "/api/v1/chat";
    public const string Admin = "/api/v1/admin";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http;

    /// <param name="address">Of the server.</param>
    /// <param name="headers">Sent with each request.</param>
    public ChatClient(string address, params (string Name, string Value)[] headers)
    {
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = Timeout };
        foreach (var (name, value) in headers) _http.DefaultRequestHeaders.Add(name, value);
    }

    /// <summary>The server as <c>csr-agent audit</c> reads it.</summary>
    internal AuditedServer Audited => new(_http, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A conversation that no other test uses.</summary>
    public static string NewSession() => "s-" + Guid.NewGuid().ToString("N");

    /// <summary>A customer's message, answered with JSON.</summary>
    public Task<ChatClientAnswer> SayAsync(string session, string message, string? messageId = null, string user = "ann") =>
        PostAsync(
            Chat,
            new
            {
                session_id = session,
                user_id = user,
                message,
                message_id = messageId,
            }
        );

    /// <summary>The same, answered with an event stream.</summary>
    public Task<ChatClientStream> StreamAsync(string session, string message, string? messageId = null, string user = "ann") =>
        OpenAsync(
            Request(
                HttpMethod.Post,
                Chat,
                new
                {
                    session_id = session,
                    user_id = user,
                    message,
                    message_id = messageId,
                    stream = true,
                }
            )
        );

    public Task<ChatClientAnswer> HistoryAsync(string session, string query = "") => GetAsync($"{Chat}/{session}{query}");

    /// <summary>The messages of a whole history that fits into one page.</summary>
    public async Task<List<JsonElement>> MessagesAsync(string session) =>
        [.. (await HistoryAsync(session, "?limit=500"))["messages"].EnumerateArray()];

    public Task<ChatClientStream> EventsAsync(string session) => OpenAsync(Request(HttpMethod.Get, $"{Chat}/{session}/events", null));

    public Task<ChatClientAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(Request(HttpMethod.Get, path, null, headers));

    public Task<ChatClientAnswer> DeleteAsync(string path) => SendAsync(Request(HttpMethod.Delete, path, null));

    /// <param name="path">Below the server's address.</param>
    /// <param name="body">Serialized as it is named; null sends none.</param>
    /// <param name="headers">Of this request alone.</param>
    public Task<ChatClientAnswer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(Request(HttpMethod.Post, path, body, headers));

    /// <summary>Any bytes as a body.</summary>
    public Task<ChatClientAnswer> PostBytesAsync(string path, byte[] body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    public async Task<ChatClientAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, Token);
            return await ChatClientAnswer.ReadAsync(response, Token);
        }
    }

    /// <summary>Sends and reads on as events come; throws when the answer is no event stream.</summary>
    public async Task<ChatClientStream> OpenAsync(HttpRequestMessage request)
    {
        using (request)
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
            return await ChatClientStream.OpenAsync(response, Token);
        }
    }

    /// <summary>Asks again and again until the answer fits.</summary>
    public async Task<ChatClientAnswer> WaitAsync(string path, Func<ChatClientAnswer, bool> fits)
    {
        using var giveUp = new CancellationTokenSource(Timeout, TimeProvider.System);
        while (true)
        {
            var answer = await GetAsync(path);
            if (fits(answer)) return answer;
            if (giveUp.IsCancellationRequested)
            {
                throw new TimeoutException($"{path} did not become what the test waits for; at last: {answer.Status} {answer.Body}");
            }
            await Task.Delay(AskAgainAfter, TimeProvider.System, Token);
        }
    }

    /// <summary>The history once nothing waits for its turn.</summary>
    public async Task<List<JsonElement>> SettledAsync(string session)
    {
        var answer = await WaitAsync(
            $"{Chat}/{session}?limit=500",
            a =>
                a.Status == 200
                && a["messages"]
                    .EnumerateArray()
                    .All(m => m.TryGetProperty("turn_id", out _) || m.GetProperty("role").GetString() != "customer")
        );
        return [.. answer["messages"].EnumerateArray()];
    }

    public void Dispose() => _http.Dispose();

    public static HttpRequestMessage Request(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(
                JsonSerializer.Serialize(body),
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")
            );
        }
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
