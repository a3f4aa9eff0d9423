using System.Net;
using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.Claude.Catalog;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>Whatever stands behind CLAUDE_BASE_URL, the lookup of a model never keeps a message from being answered.</summary>
public sealed class ClaudeModelDirectoryTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("""{"capabilities":[],"max_tokens":"many"}""")]
    [InlineData("""{"capabilities":{"thinking":true,"effort":null},"max_tokens":1e99}""")]
    [InlineData("""{"max_tokens":-5}""")]
    public async Task Find_AnswerOfAnotherShape_IsAModelOfWhichNothingIsKnown(string body) =>
        Assert.Equal(ClaudeModelTraits.Unknown, await FindAsync(() => new(HttpStatusCode.OK) { Content = new StringContent(body) }));

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task Find_Refused_IsAModelOfWhichNothingIsKnown(HttpStatusCode status) =>
        Assert.Equal(ClaudeModelTraits.Unknown, await FindAsync(() => new(status)));

    [Fact]
    public async Task Find_ConnectionFails_IsAModelOfWhichNothingIsKnown()
    {
        Exception[] faults = [new HttpRequestException(), new NotSupportedException(), new ObjectDisposedException("x")];
        foreach (var fault in faults)
        {
            Assert.Equal(ClaudeModelTraits.Unknown, await FindAsync(() => throw fault));
        }
    }

    private static async Task<ClaudeModelTraits> FindAsync(Func<HttpResponseMessage> answer)
    {
        var http = new HttpClient(new AnsweringHandler(answer));
        using var api = new ClaudeApi(http, new ClaudeOptions { ApiKey = "k" }, TimeProvider.System);
        return await new ClaudeModelDirectory(api, TimeProvider.System).FindAsync("claude-next", TestContext.Current.CancellationToken);
    }

    private sealed class AnsweringHandler(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer());
    }
}
