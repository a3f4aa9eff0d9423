using System.Net;

namespace CsrAgent.Adapters.Claude;

/// <summary>
/// Requests HTTP/2 if TLS negotiates it, else HTTP/1.1. Set here because the SDK creates its own request messages, which ask for HTTP/1.1
/// whatever <see cref="HttpClient.DefaultRequestVersion"/> says.
/// </summary>
internal sealed class ClaudeHttp2Handler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return base.SendAsync(request, cancellationToken);
    }
}
