using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeRefusalTests
{
    private static readonly FakeClaudeMessage Refusal = new([], "refusal") { RefusalCategory = "bio" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ModelDeclines_TheNextModelAnswers(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.FallbackModels = ["claude-haiku-5-5"]);
        claude.Api.Reply(Refusal, FakeClaudeReply.Text("Pour it down the drain with cold water."));

        var answer = await claude.AskAsync(stream);

        Assert.Equal(("Pour it down the drain with cold water.", "claude-haiku-5-5"), (answer.Text, answer.ModelId));
        Assert.Equal(["claude-sonnet-5-5", "claude-haiku-5-5"], claude.Api.Requests.Select(request => request.Model));
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_EveryModelDeclines_TheRefusalStandsWithItsPolicy(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.FallbackModels = ["claude-haiku-5-5"]);
        claude.Api.Script = _ => Refusal;

        var answer = await claude.AskAsync(stream);

        Assert.Equal((ChatFinishReason.ContentFilter, 2), (answer.FinishReason, claude.Api.Requests.Count));
        Assert.Equal("bio", ModelRefusal.CategoryOf(answer.AdditionalProperties ?? answer.Messages[^1].AdditionalProperties));
    }

    [Fact]
    public async Task Stream_DeclinesAfterItsFirstWords_IsNotAskedElsewhere()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.FallbackModels = ["claude-haiku-5-5"]);
        claude.Api.Reply(FakeClaudeReply.Text("Take the bottle and", "refusal"));

        var answer = await claude.AskAsync(stream: true);

        Assert.Equal((ChatFinishReason.ContentFilter, 1), (answer.FinishReason, claude.Api.Requests.Count));
    }

    [Fact]
    public async Task Summaries_Asked_BeginWithTheirModelAndFallBackToTheOthers()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Text("Wants a refund."), FakeClaudeReply.Overloaded, FakeClaudeReply.Text("Wants a refund."));
        var cancellationToken = TestContext.Current.CancellationToken;

        await claude.Summaries.GetResponseAsync("Summarize.", cancellationToken: cancellationToken);
        await claude.Summaries.GetResponseAsync("Summarize.", cancellationToken: cancellationToken);
        await claude.AskAsync(stream: false);

        Assert.Equal(
            ["claude-haiku-5-5", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-sonnet-5-5"],
            claude.Api.Requests.Select(request => request.Model)
        );
        Assert.Empty(claude.Api.Violations);
    }
}
