using CsrAgent.Answering;
using CsrAgent.Answering.Model;
using CsrAgent.Answering.Prompt;
using CsrAgent.Conversations;
using CsrAgent.Replies;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering;

public sealed class VerificationTests
{
    private const string Good = "Open the sign-in page and select Forgot password.";
    private const string Claim = "I have reset your password for you.";

    private static readonly AnswerRequest Question = SomeRequest.Question("How do I reset my password?", SomeRequest.Reset);

    [Fact]
    public async Task AnswerAsync_UnprovenClaim_IsCorrectedOnce()
    {
        var model = new ScriptedChatClient().Says("Hello, Paul. " + Claim).Says(Good);
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(Question, stream);

        Assert.Equal(Good, answer.Text);
        Assert.Equal("Hello, Paul. ", stream.Text);
        Assert.InRange(answer.Confidence, 0.36, 0.8);
        var asked = model.Requests.Last().Messages;
        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User], asked.Select(message => message.Role));
        Assert.Contains(Claim, asked[2].Text, StringComparison.Ordinal);
        Assert.Contains("no tool result", asked[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_ClaimsTwice_HandsOverHonestly()
    {
        using var agent = new Agent(new ScriptedChatClient().Says(Claim).Says("Your password has been changed."));

        var answer = await agent.AskAsync(Question with { Language = "de" });

        Assert.Equal(ReplyTexts.For("de").Unsure, answer.Text);
        Assert.Equal(EscalationReason.Policy, answer.Handoff?.Reason);
        Assert.False(answer.Degraded);
    }

    [Fact]
    public async Task AnswerAsync_NoCallLeftToCorrect_HandsOver()
    {
        var model = new ScriptedChatClient().Says(Claim);
        using var agent = new Agent(model, options => options.MaxModelCalls = 1);

        Assert.Equal(EscalationReason.Policy, (await agent.AskAsync(Question)).Handoff?.Reason);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task AnswerAsync_CorrectionFails_FallsBack()
    {
        using var agent = new Agent(new ScriptedChatClient().Says(Claim).Fails(new ModelException(ModelFault.Overloaded, "busy")));

        var answer = await agent.AskAsync(Question);

        Assert.True(answer.Degraded);
        Assert.Contains("Forgot password?", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_ClaimWithActionResult_Stands()
    {
        var model = new ScriptedChatClient().Calls(SomeRequest.Call(RefundTool.Name)).Says("I have refunded 20 EUR.");
        using var agent = new Agent(model, tool: new RefundTool());
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(Question, stream);

        Assert.Equal(("I have refunded 20 EUR.", ProvenActions.Action), (answer.Text, answer.Proven));
        Assert.Equal(answer.Text, stream.Text);
    }

    [Fact]
    public async Task AnswerAsync_ClaimProvenInAnEarlierTurn_Stands()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("As I said, I have refunded your order."));

        var answer = await agent.AskAsync(Question with { Proven = ProvenActions.Action });

        Assert.Equal("As I said, I have refunded your order.", answer.Text);
        Assert.Equal(ProvenActions.None, answer.Proven);
    }

    [Fact]
    public async Task AnswerAsync_Canary_NeverLeavesNorGoesBack()
    {
        var model = new ScriptedChatClient { PieceLength = 2 }
            .Says($"Use the marker {Agent.Canary[..7]}-{Agent.Canary[7..].ToUpperInvariant()}, friend.")
            .Says(Good);
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(Question, stream);

        Assert.Equal(Good, answer.Text);
        Assert.Equal("Use the marker ", stream.Text);
        Assert.DoesNotContain(
            Agent.Canary[..7],
            string.Concat(model.Requests.Last().Messages.Skip(1).Select(message => message.Text)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Shipping to Norway costs $25.")]
    [InlineData("See https://example.com/made-up for more.")]
    [InlineData("(Human colleague Anna:) We promise you a refund.")]
    [InlineData("I am a real person.")]
    public async Task AnswerAsync_WhatNobodyGave_IsCorrectedAndNeverStreamed(string invented)
    {
        var model = new ScriptedChatClient().Says(invented).Says(Good);
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        Assert.Equal(Good, (await agent.AskAsync(Question, stream)).Text);
        Assert.Equal(2, model.Requests.Count);
        Assert.DoesNotContain("25", stream.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up", stream.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("promise", stream.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_RuleOfTheSystemPrompt_NeverLeaves()
    {
        var rule = "";
        var model = new ScriptedChatClient();
        using var agent = new Agent(model);
        rule = agent.Get<SystemPrompt>().Text.Split('\n').First(line => line.Contains("Cite the passage", StringComparison.Ordinal));
        model.Says("My rules: " + rule.Replace("`", "", StringComparison.Ordinal)).Says(Good);

        Assert.Equal(Good, (await agent.AskAsync(Question)).Text);
    }

    [Fact]
    public async Task AnswerAsync_OtherLanguage_IsCorrected()
    {
        const string german =
            "Öffnen Sie die Anmeldeseite, wählen Sie dort den Punkt für das vergessene Passwort und folgen Sie der E-Mail.";
        var model = new ScriptedChatClient().Says(german).Says(Good + " The link in the message is valid for 60 minutes only.");
        using var agent = new Agent(model, detect: text => text == german ? "de" : "en");

        var answer = await agent.AskAsync(Question);

        Assert.StartsWith(Good, answer.Text, StringComparison.Ordinal);
        Assert.Contains("English (en)", model.Requests.Last().LastText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OK.", "de")]
    [InlineData("Open the sign-in page, select the link for the forgotten password and follow the message.", null)]
    public async Task AnswerAsync_TooShortOrUnsure_IsNotJudgedByLanguage(string text, string? detected)
    {
        using var agent = new Agent(new ScriptedChatClient().Says(text), detect: _ => detected);
        Assert.Equal(text, (await agent.AskAsync(Question)).Text);
    }
}
