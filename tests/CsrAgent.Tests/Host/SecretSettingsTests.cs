using System.Net.Http.Json;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host;

/// <summary>Keys as they come out of mounted secrets and out of mistakes: they work, or stop the start, and never reach the log.</summary>
[Trait("Category", "Slow")]
public sealed class SecretSettingsTests
{
    private const string Key = "sk-ant-a-key-of-a-mounted-secret";

    [Fact]
    public async Task Start_KeyWithALineBreak_Works()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.ApiKey = Key;
        await using var server = await RealServer.StartAsync(("CLAUDE_API_KEY", Key + "\n"), ("CLAUDE_BASE_URL", claude.BaseAddress));

        using var http = new HttpClient { BaseAddress = new(server.BaseAddress) };
        using var answer = await http.PostAsJsonAsync(
            "/api/v1/chat",
            new { message = "How do I reset my password?", user_id = "ann" },
            TestContext.Current.CancellationToken
        );

        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotEmpty(claude.Requests);
        Assert.All(claude.Requests, request => Assert.Equal(Key, request.ApiKey));
        Assert.DoesNotContain(Key, server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLAUDE_API_KEY", "sk-ant-first-half\nsecond-half")]
    [InlineData("CLAUDE_API_KEY", "sk-ant-first-half second-half")]
    [InlineData("API_KEY", "second-half")]
    [InlineData("API_KEY", "a-key-that-is-long-enough,second-half")]
    public async Task Start_KeyThatCannotBeOne_IsRefusedWithoutItsValue(string name, string value)
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var server = await RealServer.StartAsync((name, value));
        });

        Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("second-half", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_RefusedKey_IsOneLineInTheLog()
    {
        await using var claude = await FakeClaude.StartAsync();
        claude.ApiKey = "another";
        await using var server = await RealServer.StartAsync(("CLAUDE_API_KEY", Key), ("CLAUDE_BASE_URL", claude.BaseAddress));

        using var http = new HttpClient { BaseAddress = new(server.BaseAddress) };
        using var answer = await http.PostAsJsonAsync(
            "/api/v1/chat",
            new { message = "How do I reset my password?", user_id = "ann" },
            TestContext.Current.CancellationToken
        );

        Assert.True(answer.IsSuccessStatusCode);
        var failed = server.Output.Split('\n').Where(line => line.Contains("The model failed", StringComparison.Ordinal));
        Assert.InRange(Assert.Single(failed).Length, 80, 700);
        Assert.DoesNotContain("ModelException", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, server.Output, StringComparison.Ordinal);
    }
}
