using System.Net;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Requests HTTP/2 if TLS negotiates it, else HTTP/1.1. Set here because client libraries create their own request messages, which ask for
/// HTTP/1.1 whatever <see cref="HttpClient.DefaultRequestVersion"/> says.
/// </summary>
internal sealed class Http2Handler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return base.SendAsync(request, cancellationToken);
    }
}
