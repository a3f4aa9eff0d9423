using System.Net;
using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.OpenAi;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeHttp2HandlerTests
{
    public static TheoryData<DelegatingHandler> Handlers => [new ClaudeHttp2Handler(), new OpenAiHttp2Handler()];

    [Theory, MemberData(nameof(Handlers))]
    public async Task Send_RequestOfAClientLibrary_AsksForHttp2OrLower(DelegatingHandler handler)
    {
        var wire = new WireEnd();
        handler.InnerHandler = wire;
        using var client = new HttpClient(handler);
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
