namespace CsrAgent.Adapters.Claude;

/// <summary>The API's two calls that are used here. Owns its connections. Safe to use from many threads.</summary>
internal sealed class ClaudeApi(HttpMessageInvoker http, ClaudeOptions options, TimeProvider time) : IDisposable
{
    public const string Version = "2023-06-01";

    private readonly Uri _messages = new(options.BaseUrl.TrimEnd('/') + "/v1/messages");

    public Uri Address => _messages;

    /// <summary>A response with status 200 whose body has not been read; any other is a <c>ModelException</c>.</summary>
    public async Task<HttpResponseMessage> PostMessageAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var request = New(HttpMethod.Post, _messages);
        request.Content = content;
        var response = await http.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response)
            throw await ClaudeErrorResponse.ReadAsync(response, time, cancellationToken);
    }

    public async Task<HttpResponseMessage> GetModelAsync(string model, CancellationToken cancellationToken)
    {
        using var request = New(HttpMethod.Get, new Uri(options.BaseUrl.TrimEnd('/') + "/v1/models/" + Uri.EscapeDataString(model)));
        return await http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage New(HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("x-api-key", options.ApiKey);
        request.Headers.TryAddWithoutValidation("anthropic-version", Version);
        return request;
    }
}
