namespace CsrAgent.Tests.Host.Pages;

[Collection(nameof(GroundedServer))]
public sealed class PageCompressionTests(GroundedServer server)
{
    [Theory]
    [InlineData("/", "br")]
    [InlineData("/widget.js", "gzip")]
    [InlineData("/csr/panel.0123456789abcdef.js", "br")]
    [InlineData("/csr/page.0123456789abcdef.css", "gzip")]
    [InlineData("/favicon.svg", "br")]
    public async Task Get_AFileOfThePage_IsCompressedAsAsked(string path, string encoding)
    {
        using var plain = await GetAsync(path, "identity");
        using var packed = await GetAsync(path, encoding);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        Assert.InRange(await LengthAsync(packed), 1, (await LengthAsync(plain) * 2 / 3) + 100);
    }

    /// <summary>A customer's words beside a token must not tell of it by their length, and events must not wait.</summary>
    [Theory]
    [InlineData("/api/v1/openapi.json")]
    [InlineData("/api/v1/chat/config")]
    [InlineData("/metrics")]
    public async Task Get_AnythingElse_IsNot(string path)
    {
        using var answer = await GetAsync(path, "br");

        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    private static async Task<int> LengthAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;

    private async Task<HttpResponseMessage> GetAsync(string path, string encoding)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Server.BaseAddress) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", encoding);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
