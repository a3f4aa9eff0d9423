using System.Net;
using CsrAgent.Answering.Model;

namespace CsrAgent.Tests.Answering.Model;

public sealed class Http2HandlerTests
{
    [Fact]
    public async Task Send_RequestOfAClientLibrary_AsksForHttp2OrLower()
    {
        var wire = new WireEnd();
        using var client = new HttpClient(new Http2Handler { InnerHandler = wire });
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example/");

        await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower), wire.Asked);
    }

    private sealed class WireEnd : HttpMessageHandler
    {
        public (Version, HttpVersionPolicy)? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = (request.Version, request.VersionPolicy);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
