using CsrAgent.Host.Http;

namespace CsrAgent.Tests.Host.Http;

public sealed class CorsOriginTests
{
    [Theory]
    [InlineData("https://shop.example.com", "https://shop.example.com")]
    [InlineData(" https://Shop.Example.com/ ", "https://shop.example.com")]
    [InlineData("https://shop.example.com:443", "https://shop.example.com")]
    [InlineData("http://localhost:5173", "http://localhost:5173")]
    public void Normalize_AnOrigin_IsAsBrowsersWriteIt(string entry, string expected) =>
        Assert.Equal(expected, CorsOrigin.Normalize(entry));

    [Theory]
    [InlineData("shop.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("https://a.example.com;https://b.example.com")]
    [InlineData("https://shop.example.com/page")]
    [InlineData("ftp://shop.example.com")]
    [InlineData("")]
    public void Normalize_SomethingElse_IsRefusedWithTheReason(string entry) =>
        Assert.StartsWith(
            $"CORS_ORIGINS has '{entry}'",
            Assert.Throws<CsrAgentException>(() => CorsOrigin.Normalize(entry)).Message,
            StringComparison.Ordinal
        );
}
