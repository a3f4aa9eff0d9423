using CsrAgent.Adapters.Website;

namespace CsrAgent.Tests.Adapters.Website;

public sealed class RobotsFileTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /private", "/private/x", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /help", "/help/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /help", "/shop", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true)]
    [InlineData("User-agent: *\nDisallow: /*?print=", "/a?print=1", false)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("user-agent: CSR-Agent # us\ndisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", false)]
    [InlineData("User-agent: csr-agent\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: other\nUser-agent: csr-agent\nDisallow: /a", "/a", false)]
    [InlineData("<html>Not found</html>", "/a", true)]
    public void Allows_Path_FollowsTheRules(string file, string path, bool expected) =>
        Assert.Equal(expected, RobotsFile.Parse(file).Allows(new Uri("https://example.com" + path)));

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: 600", 30.0)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    public void Delay_IsRead_UpToALimit(string file, double? seconds) => Assert.Equal(seconds, RobotsFile.Parse(file).Delay?.TotalSeconds);
}
