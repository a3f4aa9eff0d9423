using System.Net;
using System.Text.Json;
using CsrAgent.Host.Http;
using Spectre.Console;

namespace CsrAgent.Host.Cli;

/// <summary>One run of a command: the server that it asks, and the terminal that it answers on.</summary>
internal sealed class CliCall : IDisposable
{
    /// <summary>Of a file or a pipe, which does not wrap.</summary>
    private const int WideEnough = 200;

    /// <summary>An answer of a model takes its time.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly TextWriter _output;

    /// <param name="settings">Where the server is, and its key.</param>
    /// <param name="isJson">Whether the server's own answers are printed.</param>
    /// <param name="output">For what was asked for.</param>
    /// <param name="error">For progress.</param>
    public CliCall(CliSettings settings, bool isJson, TextWriter output, TextWriter error)
    {
        (_output, IsJson) = (output, isJson);
        _http = new HttpClient { BaseAddress = settings.Server, Timeout = Timeout };
        if (settings.ApiKey is { } key) _http.DefaultRequestHeaders.Add(ApiHeaders.ApiKey, key);
        (Console, Progress) = (ConsoleOf(output), ConsoleOf(error));
    }

    public bool IsJson { get; }

    public IAnsiConsole Console { get; }

    /// <summary>Beside the output, so that this can be piped.</summary>
    public IAnsiConsole Progress { get; }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, path), mayBeUnwell: false, cancellationToken);

    /// <summary>Also where the server answers that it is not ready.</summary>
    public Task<JsonElement> GetHealthAsync(CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Get, "health/ready"), mayBeUnwell: true, cancellationToken);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken) =>
        SendAsync(new(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, mayBeUnwell: false, cancellationToken);

    /// <summary>As it is, without wrapping it.</summary>
    public void Print(string text) => _output.Write(text);

    public void PrintJson(object value) =>
        _output.WriteLine(value is JsonElement json ? json.GetRawText() : JsonSerializer.Serialize(value, JsonSerializerOptions.Web));

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, bool mayBeUnwell, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var response = await _http.SendAsync(request, cancellationToken);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                var isFine = response.IsSuccessStatusCode || (mayBeUnwell && response.StatusCode == HttpStatusCode.ServiceUnavailable);
                return isFine ? body : throw new CliException(Advice(response.StatusCode, body));
            }
            catch (JsonException)
            {
                throw new CliException($"What answers at {_http.BaseAddress} is no csr-agent: name the server with --server URL.");
            }
            catch (HttpRequestException e)
            {
                throw new CliException(
                    $"{_http.BaseAddress} does not answer ({e.Message}). Start the server, or name it with --server URL."
                );
            }
            catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CliException($"{_http.BaseAddress} took longer than {Timeout.TotalMinutes:0} minutes.");
            }
        }
    }

    private static string Advice(HttpStatusCode status, JsonElement body) =>
        status == HttpStatusCode.Unauthorized ? "The server does not take the key: set API_KEY to the server's."
        : body.ValueKind == JsonValueKind.Object && body.TryGetProperty("detail", out var detail) ? detail.ToString()
        : $"The server answered {(int)status}.";

    private static IAnsiConsole ConsoleOf(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = WideEnough;
        return console;
    }
}
