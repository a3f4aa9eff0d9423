using CsrAgent.Adapters.Claude;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeApiTests
{
    [Fact]
    public async Task Post_Message_GoesToTheBaseUrlWithKeyAndVersion()
    {
        var wire = new WireEnd();
        var options = new ClaudeOptions { ApiKey = "sk-ant-test", BaseUrl = "https://gateway.example/claude/" };
        using var api = new ClaudeApi(new HttpClient(wire), options, TimeProvider.System);

        using var response = await api.PostMessageAsync(new StringContent("{}"), TestContext.Current.CancellationToken);

        Assert.Equal("https://gateway.example/claude/v1/messages", wire.Asked!.RequestUri!.AbsoluteUri);
        Assert.Equal("sk-ant-test", wire.Asked.Headers.GetValues("x-api-key").Single());
        Assert.Equal("2023-06-01", wire.Asked.Headers.GetValues("anthropic-version").Single());
    }

    private sealed class WireEnd : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request;
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
