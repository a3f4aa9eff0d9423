using CsrAgent.Adapters.Claude;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>Each model is sent what it takes, and nothing that it refuses.</summary>
public sealed class ClaudeModelTests
{
    [Theory]
    [InlineData("claude-sonnet-5-5", "between_tools", "low")]
    [InlineData("claude-haiku-5-5", "disabled", "low")]
    [InlineData("claude-opus-5-5", null, "low")]
    [InlineData("claude-fable-5-1", null, "low")]
    [InlineData("claude-fable-5-2", null, "low")]
    [InlineData("claude-opus-5", "disabled", "low")]
    [InlineData("claude-sonnet-5", "disabled", "low")]
    [InlineData("claude-haiku-4-5", null, null)]
    [InlineData("claude-haiku-4-5-20251001", null, null)]
    public async Task Ask_KnownModel_GetsTheLeastThinkingAndLowEffortAndNoQuestion(string model, string? thinking, string? effort)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Model = model);

        await claude.AskAsync(stream: false);
        await claude.AskAsync(stream: true);

        Assert.All(claude.Api.Requests, request => Assert.Equal((thinking, effort), (Thinking(request), Effort(request))));
        Assert.Empty(claude.Api.ModelsAsked);
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(ClaudeEffort.Low, "low")]
    [InlineData(ClaudeEffort.Medium, "medium")]
    [InlineData(ClaudeEffort.High, "high")]
    public async Task Ask_Effort_IsTheSetting(ClaudeEffort effort, string sent)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Effort = effort);

        await claude.AskAsync(stream: false);

        Assert.Equal(sent, Effort(Assert.Single(claude.Api.Requests)));
    }

    [Fact]
    public async Task Ask_UnknownModel_IsLookedUpOnceAndGetsWhatItTakes()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options =>
            (options.Model, options.MaxOutputTokens) = ("claude-next", 60_000)
        );
        claude.Api.Models =
        [
            new("claude-next")
            {
                TakesEffort = true,
                Thinking = "between_tools",
                MaxTokens = 32_000,
            },
        ];

        await claude.AskAsync(stream: false);
        await claude.AskAsync(stream: true);

        Assert.Equal(["claude-next"], claude.Api.ModelsAsked);
        Assert.All(
            claude.Api.Requests,
            request => Assert.Equal(("between_tools", "low", 32_000), (Thinking(request), Effort(request), MaxTokens(request)))
        );
    }

    [Fact]
    public async Task Ask_ModelThatNobodyKnows_GetsNeitherFieldAndIsLookedUpOnce()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Model = "local-model");

        await claude.AskAsync(stream: false);
        await claude.AskAsync(stream: false);

        Assert.Equal(["local-model"], claude.Api.ModelsAsked);
        Assert.All(claude.Api.Requests, request => Assert.Equal((null, null), (Thinking(request), Effort(request))));
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", null)]
    [InlineData("claude-haiku-5-5", "any")]
    public async Task Ask_ForcedTool_IsSentOnlyToAModelThatTakesIt(string model, string? choice)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Model = model);
        var tool = AIFunctionFactory.CreateDeclaration("look_up", "Looks up.", System.Text.Json.JsonElement.Parse("""{"type":"object"}"""));

        await claude.AskAsync(false, [new(ChatRole.User, "Hi")], new() { Tools = [tool], ToolMode = ChatToolMode.RequireAny });

        Assert.Equal(choice, Field(Assert.Single(claude.Api.Requests), "tool_choice", "type"));
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ThinkingUsedUpTheTokens_IsAskedAgainWithHigherLimit(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.Model = "claude-opus-5-5");
        claude.Api.Reply(
            new FakeClaudeMessage([new FakeThinking("", "sealed")], "max_tokens"),
            FakeClaudeReply.Text("Choose Forgot password.")
        );

        var answer = await claude.AskAsync(stream);

        Assert.Equal(("Choose Forgot password.", ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        Assert.Equal([4_000, 16_000], claude.Api.Requests.Select(MaxTokens));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ThinkingUsesUpTheTokensTwice_EndsWithLength(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Script = _ => new FakeClaudeMessage([new FakeThinking("", "sealed")], "max_tokens");

        var answer = await claude.AskAsync(stream);

        Assert.Equal(("", ChatFinishReason.Length, 2), (answer.Text, answer.FinishReason, claude.Api.Requests.Count));
    }

    private static string? Thinking(FakeClaudeRequest request) => Field(request, "thinking", "type");

    private static string? Effort(FakeClaudeRequest request) => Field(request, "output_config", "effort");

    private static int MaxTokens(FakeClaudeRequest request) => request.Body.GetProperty("max_tokens").GetInt32();

    private static string? Field(FakeClaudeRequest request, string field, string name) =>
        request.Body.TryGetProperty(field, out var holder) ? holder.GetProperty(name).GetString() : null;
}
