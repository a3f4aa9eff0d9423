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

    [Theory]
    [InlineData("claude-sonnet-5-5", 2)]
    [InlineData("claude-sonnet-5", 1)]
    public async Task Ask_HistoryOfTheModelsMinimum_IsMarked(string model, int marks)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Model = model);

        await claude.AskAsync(false, [new(ChatRole.System, Long[..1_000]), .. History(Long[..1_200]), new(ChatRole.User, "And now?")]);

        Assert.Equal(marks, claude.Api.Requests[0].CacheMarks.Count);
    }

    [Fact]
    public async Task Ask_ConversationThatGrows_BeginsWithTheFormerRequestAndReadsItFromTheCache()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        List<ChatMessage> history = [new(ChatRole.System, Long)];
        var reads = new List<long>();

        for (var turn = 0; turn < 8; turn++)
        {
            var answer = await claude.AskAsync(turn % 2 == 0, [.. history, new(ChatRole.User, $"<passage>{turn}</passage> {turn}?")]);
            reads.Add(answer.Usage!.CachedInputTokenCount ?? 0);
            history.AddRange([new(ChatRole.User, $"{turn}?"), new(ChatRole.Assistant, "I don't know, for " + Long[..400])]);
        }

        Assert.All(
            claude.Api.Requests.Zip(claude.Api.Requests.Skip(1)),
            pair => Assert.StartsWith(pair.First.BeforeTheLastMessage, pair.Second.WithoutMarks, StringComparison.Ordinal)
        );
        Assert.Equal(reads.Order(), reads);
        Assert.True(reads[^1] > reads[1] + 400, string.Join(", ", reads));
        Assert.Empty(claude.Api.Violations);
    }

    [Fact]
    public async Task Ask_AnyRequest_HasItsStablePartFirst()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var tool = AIFunctionFactory.CreateDeclaration("look_up", "Looks up.", System.Text.Json.JsonElement.Parse("""{"type":"object"}"""));

        await claude.AskAsync(
            true,
            [new(ChatRole.System, Long), new(ChatRole.User, "Hi")],
            new() { Tools = [tool], ToolMode = ChatToolMode.None }
        );

        Assert.Equal(
            ["model", "max_tokens", "thinking", "output_config", "tools", "system", "messages", "tool_choice", "stream"],
            claude.Api.Requests[0].Body.EnumerateObject().Select(field => field.Name)
        );
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
