using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>A tool call runs only if the model finished it and stands by it.</summary>
public sealed class ClaudeCutCallTests
{
    private static readonly FakeToolUse Cancel = new("cancel_order", """{"order":"AF-1"}""");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CutWithinACall_IsAskedAgainWithHigherLimitAndPaysForBoth(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var cut = new FakeClaudeMessage([new FakeThinking("", "sealed"), Cancel], "max_tokens");
        claude.Api.Reply(cut, FakeClaudeReply.Text("Choose Forgot password."));

        var answer = await claude.AskAsync(stream);

        Assert.Equal(("Choose Forgot password.", 2), (answer.Text, claude.Api.Requests.Count));
        Assert.Empty(CallsOf(answer));
        var outputs = new[] { cut, FakeClaudeReply.Text("Choose Forgot password.") }.Sum(FakeClaudeJson.OutputTokens);
        Assert.Equal(outputs, answer.Usage?.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CutWithinACallAfterWords_ComesWithoutTheCallsArguments(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeMessage([new FakeText("I look. "), Cancel], "max_tokens"));

        var answer = await claude.AskAsync(stream);

        Assert.Equal((ChatFinishReason.Length, 1), (answer.FinishReason, claude.Api.Requests.Count));
        Assert.Empty(Assert.Single(CallsOf(answer)).Arguments!);
    }

    [Theory]
    [InlineData(false, """{"order":"AF-2"}""")]
    [InlineData(true, """{"order":"AF-2"}""")]
    [InlineData(true, """{"order":"AF""")]
    public async Task Ask_CutWithinTheSecondCall_KeepsTheFirst(bool stream, string second)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeMessage([Cancel, new FakeToolUse("cancel_order", second)], "max_tokens"));

        var answer = await claude.AskAsync(stream);

        Assert.Equal(["AF-1", null], CallsOf(answer).Select(call => call.Arguments!.TryGetValue("order", out var id) ? $"{id}" : null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_DeclinesAfterACall_CallsNothing(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeMessage([new FakeText("I look. "), Cancel], "refusal"));

        var answer = await claude.AskAsync(stream);

        Assert.Equal(ChatFinishReason.ContentFilter, answer.FinishReason);
        Assert.Empty(CallsOf(answer));
    }

    private static List<FunctionCallContent> CallsOf(ChatResponse answer) =>
        [.. answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()];
}
