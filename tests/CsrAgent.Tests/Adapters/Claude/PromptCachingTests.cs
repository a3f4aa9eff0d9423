using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class PromptCachingTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Answer from the articles alone. ", 200));

    [Fact]
    public async Task Ask_ShortConversation_MarksTheSystemPromptAlone()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();

        await claude.AskAsync(false, [new(ChatRole.System, "Be kind."), .. History("Hi"), new(ChatRole.User, "And now?")]);

        Assert.Equal("Be kind.", Assert.Single(claude.Api.Requests[0].CacheMarks).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Ask_Instructions_AreMarkedAsTheEndOfTheSystemPrompt()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();

        await claude.AskAsync(true, [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi")], new() { Instructions = "Be brief." });

        Assert.Equal("Be kind.\nBe brief.", claude.Api.Requests[0].SystemText);
        Assert.Equal("Be brief.", Assert.Single(claude.Api.Requests[0].CacheMarks).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Ask_LongConversation_MarksTheEndOfTheHistoryToo()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();

        await claude.AskAsync(false, [new(ChatRole.System, Long), .. History("Hi"), new(ChatRole.User, "And now?")]);

        Assert.Equal([Long, "Hello Hi"], claude.Api.Requests[0].CacheMarks.Select(block => block.GetProperty("text").GetString()));
        Assert.Empty(claude.Api.Violations);
    }

    [Fact]
    public async Task Ask_SamePromptAgain_ReadsItFromTheCache()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        ChatMessage[] history = [new(ChatRole.System, Long), .. History("Hi")];

        var first = await claude.AskAsync(false, [.. history, new(ChatRole.User, "One?")]);
        var second = await claude.AskAsync(true, [.. history, new(ChatRole.User, "Two?")]);

        Assert.Equal(0, first.Usage!.CachedInputTokenCount);
        Assert.True(second.Usage!.CachedInputTokenCount > 1024);
        Assert.True(second.Usage.InputTokenCount >= second.Usage.CachedInputTokenCount);
    }

    [Fact]
    public async Task Ask_NoSystemPromptAndNoHistory_MarksNothing()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();

        await claude.AskAsync(false);

        Assert.Empty(claude.Api.Requests[0].CacheMarks);
    }

    private static ChatMessage[] History(string text) => [new(ChatRole.User, text), new(ChatRole.Assistant, $"Hello {text}")];
}
