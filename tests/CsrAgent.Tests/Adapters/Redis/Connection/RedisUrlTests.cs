using System.Net;
using CsrAgent.Adapters.Redis.Connection;

namespace CsrAgent.Tests.Adapters.Redis.Connection;

/// <summary><c>REDIS_URL</c> in all its forms, and what is said of one that cannot be read.</summary>
public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://localhost", "localhost:6379")]
    [InlineData("redis://10.0.0.7:7000", "10.0.0.7:7000")]
    [InlineData("redis://[::1]:7000", "[::1]:7000")]
    [InlineData("redis://a:1,b:2,c", "a:1|b:2|c:6379")]
    [InlineData("redis+sentinel://a,b:2/csr", "a:26379|b:2")]
    public void Parse_Hosts_HaveTheirPortsOrTheUsualOnes(string url, string expected)
    {
        var endPoints = RedisUrl.Parse(url).EndPoints.Select(Text);

        Assert.Equal(expected, string.Join('|', endPoints));
    }

    private static string Text(EndPoint endPoint) =>
        endPoint switch
        {
            DnsEndPoint host => $"{host.Host}:{host.Port}",
            _ => endPoint.ToString()!,
        };

    [Theory]
    [InlineData("redis://h", null, null)]
    [InlineData("redis://secret@h", null, "secret")]
    [InlineData("redis://:secret@h", null, "secret")]
    [InlineData("redis://ann:p%40ss%3Aword@h", "ann", "p@ss:word")]
    public void Parse_Account_IsUnescaped(string url, string? user, string? password)
    {
        var options = RedisUrl.Parse(url);

        Assert.Equal((user, password), (options.User, options.Password));
    }

    [Fact]
    public void Parse_SchemeAndPath_SayTlsSentinelAndDatabase()
    {
        Assert.True(RedisUrl.Parse("rediss://h").Ssl);
        Assert.False(RedisUrl.Parse("redis://h").Ssl);
        Assert.True(RedisUrl.Parse("rediss+sentinel://h/csr").Ssl);
        Assert.Equal("csr", RedisUrl.Parse("redis+sentinel://h/csr").ServiceName);
        Assert.Equal(3, RedisUrl.Parse("redis://h/3").DefaultDatabase);
    }

    [Theory]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis://")]
    [InlineData("redis://h/first")]
    [InlineData("redis://h/-1")]
    [InlineData("redis://h:port")]
    [InlineData("redis://a,,b")]
    [InlineData("redis+sentinel://h")]
    public void Parse_Nonsense_SaysWhatToWrite(string url)
    {
        var refused = Assert.Throws<CsrAgentException>(() => RedisUrl.Parse(url));

        Assert.Contains("REDIS_URL", refused.Message, StringComparison.Ordinal);
        Assert.Contains("redis://", refused.Message, StringComparison.Ordinal);
    }
}
