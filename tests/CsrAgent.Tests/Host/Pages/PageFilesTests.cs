using System.Net;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Host.Pages;

/// <summary>The chat page and the widget as a browser loads them.</summary>
[Collection(nameof(GroundedServer))]
public sealed partial class PageFilesTests(GroundedServer server, ITestOutputHelper output)
{
    private const int MaxBefore = 12_000;
    private const int MaxInAll = 45_000;

    /// <summary>A visitor whose language is not English needs its texts too: a few before the chat is opened, others then.</summary>
    [Fact]
    public async Task Widget_Bytes_AreFewInEachLanguage()
    {
        var widget = await GetAsync("/widget.js");
        var script = await (await GetAsync("/widget.js", encoding: "identity")).Content.ReadAsStringAsync(Token);
        var languages = LauncherTexts().Matches(script).Select(match => match.Groups["code"].Value).ToList();
        Assert.Equal(15, languages.Count);
        var english = await LengthAsync(widget);
        var before = english + await MaxAsync("launcher");
        var all = before + await LengthAsync(await GetAsync("/" + Part(script, "panel"))) + await MaxAsync("words");

        output.WriteLine($"before it is opened: {english:N0} bytes in 1 file, and in another language at most {before:N0} in 2");
        output.WriteLine($"in all: at most {all:N0} bytes in at most 4 files");
        Assert.InRange(before, 1, MaxBefore);
        Assert.InRange(all, 1, MaxInAll);

        async Task<int> MaxAsync(string texts)
        {
            var max = 0;
            foreach (var code in languages) max = Math.Max(max, await LengthAsync(await GetAsync("/" + Part(script, $"{texts}/{code}"))));
            return max;
        }
    }

    [Fact]
    public async Task Get_APart_MayBeKeptForEver()
    {
        var script = await (await GetAsync("/widget.js", encoding: "identity")).Content.ReadAsStringAsync(Token);

        using var part = await GetAsync("/" + Part(script, "panel"));

        Assert.Equal("public, max-age=31536000, immutable", part.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("text/javascript", part.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>While processes of two versions run side by side.</summary>
    [Fact]
    public async Task Get_APartOfAnotherVersion_IsThatOfThisOneAndNotKept()
    {
        using var part = await GetAsync("/csr/panel.0123456789abcdef.js");

        Assert.Equal(HttpStatusCode.OK, part.StatusCode);
        Assert.Equal("no-store", part.Headers.GetValues("Cache-Control").Single());
    }

    /// <summary>What they are made from is nobody's business, and no other page may come to need it.</summary>
    [Theory]
    [InlineData("/csr/conversation.js")]
    [InlineData("/csr/panel.js")]
    [InlineData("/csr/words/de.js")]
    [InlineData("/csr/base.css")]
    [InlineData("/chat.js")]
    public async Task Get_ASource_IsNotThere(string path)
    {
        using var source = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, source.StatusCode);
    }

    [Theory]
    [InlineData("/widget.js")]
    [InlineData("/favicon.svg")]
    [InlineData("/")]
    public async Task Get_Again_IsNotSentAgain(string path)
    {
        using var first = await GetAsync(path);
        Assert.Equal("no-cache", first.Headers.GetValues("Cache-Control").Single());

        using var again = await GetAsync(path, first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Get_ThePage_NamesFilesThatAreThere()
    {
        var page = await (await GetAsync("/", encoding: "identity")).Content.ReadAsStringAsync(Token);

        var names = PartOfPage().Matches(page).Select(match => match.Value).ToList();

        Assert.Equal(2, names.Count);
        foreach (var name in names)
        {
            var kept = (await GetAsync("/" + name)).Headers.GetValues("Cache-Control").Single();
            Assert.Contains("immutable", kept, StringComparison.Ordinal);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Part(string script, string name) => Regex.Match(script, $"\"{name}\":\"([^\"]+)\"").Groups[1].Value;

    private static async Task<int> LengthAsync(HttpResponseMessage answer)
    {
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        return (await answer.Content.ReadAsByteArrayAsync(Token)).Length;
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? tag = null, string encoding = "br")
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Server.BaseAddress) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", encoding);
        if (tag is not null) request.Headers.Add("If-None-Match", tag);
        return await http.SendAsync(request, Token);
    }

    [GeneratedRegex("\"launcher/(?<code>[a-z]{2})\":")]
    private static partial Regex LauncherTexts();

    [GeneratedRegex(@"csr/page\.[0-9a-f]{16}\.(js|css)")]
    private static partial Regex PartOfPage();
}
