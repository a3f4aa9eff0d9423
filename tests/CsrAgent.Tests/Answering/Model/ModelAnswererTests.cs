using CsrAgent.Answering;
using CsrAgent.Answering.Tools;
using CsrAgent.Conversations;
using CsrAgent.Replies;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering.Model;

public sealed class ModelAnswererTests
{
    private const string Good = "Open the sign-in page and select Forgot password.";

    private static readonly AnswerRequest Question = SomeRequest.Question("How do I reset my password?", SomeRequest.Reset);

    [Fact]
    public async Task AnswerAsync_UsualCase_TakesOneCallAndCites()
    {
        var model = new ScriptedChatClient().Replies(
            [SomeRequest.Cited(Good, SomeRequest.Reset, "Open the sign-in page and\nselect **Forgot password?**")],
            ChatFinishReason.Stop
        );
        using var agent = new Agent(model);

        var answer = await agent.AskAsync(Question);

        Assert.Equal(Good, answer.Text);
        Assert.Equal("kb-001", Assert.Single(answer.Citations).ArticleId);
        Assert.Equal("kb-001", answer.Articles[0].Id);
        Assert.InRange(answer.Confidence, 0.9, 1);
        Assert.False(answer.Unanswered || answer.Degraded || answer.OffersPerson);
        Assert.Equal((new TokenUsage(100, 10), "scripted-1"), (answer.Tokens, answer.Model));
        Assert.Single(model.Requests);
        Assert.False(model.WasStreamed);
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData(" \u2060\u00ad\n\u3164")]
    public async Task AnswerAsync_NothingButInvisibleCharacters_IsNoReply(string text)
    {
        using var agent = new Agent(new ScriptedChatClient().Says(text).Says(text));

        var answer = await agent.AskAsync(Question);

        Assert.True(answer.Degraded);
        Assert.NotEqual(text, answer.Text);
    }

    [Fact]
    public async Task AnswerAsync_AskedWhoAnswers_SaysTheTruthWithoutTheModel()
    {
        var model = new ScriptedChatClient().Says("Yes, I am a real person.");
        using var agent = new Agent(model);

        var answer = await agent.AskAsync(SomeRequest.Question("Are you a real person?"));

        Assert.StartsWith("I'm a virtual assistant, not a person.", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Degraded);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task AnswerAsync_Watched_StreamsTextAndCitations()
    {
        var model = new ScriptedChatClient().Replies(
            [SomeRequest.Cited(Good, SomeRequest.Reset, "Enter the email address of your account.")],
            ChatFinishReason.Stop
        );
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(Question, stream);

        Assert.Equal(answer.Text, stream.Text);
        Assert.True(stream.Writes > 3);
        Assert.Equal(answer.Citations, stream.Cited);
        Assert.InRange(answer.Confidence, 0.9, 1);
    }

    [Theory]
    [InlineData("kb-001", "You get a free bicycle.")]
    [InlineData("kb-999", "Enter the email address of your account.")]
    public async Task AnswerAsync_CitationThatNothingHolds_IsDropped(string article, string quote)
    {
        var other = SomeRequest.Reset with { Passage = SomeRequest.Reset.Passage with { ArticleId = article } };
        using var agent = new Agent(
            new ScriptedChatClient().Replies(
                [SomeRequest.Cited("Bicycles come with every single purchase today.", other, quote)],
                ChatFinishReason.Stop
            )
        );

        var answer = await agent.AskAsync(Question);

        Assert.Empty(answer.Citations);
        Assert.InRange(answer.Confidence, 0, 0.5);
    }

    [Fact]
    public async Task AnswerAsync_SearchCall_GivesTheModelPassagesThatItMayCite()
    {
        var model = new ScriptedChatClient()
            .Calls(SomeRequest.Call(SearchKnowledgeTool.Name, ("query", "refund time")))
            .Replies(
                [SomeRequest.Cited("It takes 5 to 7 business days.", SomeRequest.Refund, "A refund takes 5 to 7 business days")],
                ChatFinishReason.Stop
            );
        using var agent = new Agent(model);
        agent.Knowledge.Holds("refund", SomeRequest.Refund);

        var answer = await agent.AskAsync(SomeRequest.Question("When do I get my money?"));

        Assert.Equal("kb-028", Assert.Single(answer.Citations).ArticleId);
        Assert.Equal("en", Assert.Single(agent.Knowledge.Queries).Language);
        var result = Assert.IsType<FunctionResultContent>(Assert.Single(model.Requests.Last().Messages[^1].Contents));
        Assert.Same(SomeRequest.Refund, PassageContent.Find(Assert.Single(Assert.IsAssignableFrom<IEnumerable<AIContent>>(result.Result))));
        Assert.Equal(200, answer.Tokens.Input);
    }

    [Fact]
    public async Task AnswerAsync_SeveralCallsAtOnce_AreAllAnsweredInOneMessage()
    {
        var model = new ScriptedChatClient()
            .Calls(
                SomeRequest.Call(SearchKnowledgeTool.Name, ("query", "refund")),
                SomeRequest.Call("make_coffee", ("size", "large")),
                SomeRequest.Call(SearchKnowledgeTool.Name),
                new FunctionCallContent("cut", SearchKnowledgeTool.Name) { Exception = new System.Text.Json.JsonException("cut") }
            )
            .Says(Good);
        using var agent = new Agent(model);
        agent.Knowledge.Holds("refund", SomeRequest.Refund);

        var answer = await agent.AskAsync(Question);

        Assert.Equal(Good, answer.Text);
        var results = model.Requests.Last().Messages[^1].Contents.Cast<FunctionResultContent>().ToArray();
        Assert.Equal(4, results.Length);
        Assert.Null(results[0].Exception);
        Assert.All(results[1..], result => Assert.NotNull(result.Exception));
        Assert.Contains("no tool of this name", (string)results[1].Result!, StringComparison.Ordinal);
        Assert.Contains("query", (string)results[2].Result!, StringComparison.Ordinal);
        Assert.Contains("not whole JSON", (string)results[3].Result!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_SearchFails_ModelGetsTheErrorAndAnswers()
    {
        var model = new ScriptedChatClient().Calls(SomeRequest.Call(SearchKnowledgeTool.Name, ("query", "x"))).Says(Good);
        using var agent = new Agent(model);
        agent.Knowledge.Error = new InvalidOperationException("index gone");

        var answer = await agent.AskAsync(Question);

        Assert.Equal(Good, answer.Text);
        Assert.DoesNotContain(
            "index gone",
            (string)((FunctionResultContent)model.Requests.Last().Messages[^1].Contents[0]).Result!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AnswerAsync_Escalation_RequestsAHandoffAndMaySaySo()
    {
        var model = new ScriptedChatClient()
            .Calls(SomeRequest.Call(EscalateTool.Name, ("reason", "sensitive_topic"), ("summary", "Threatens to sue.")))
            .Says("I've asked a colleague to look at this.");
        using var agent = new Agent(model);

        var answer = await agent.AskAsync(Question);

        Assert.Equal(new HandoffRequest(EscalationReason.SensitiveTopic, "Threatens to sue."), answer.Handoff);
        Assert.Equal(ProvenActions.Handoff, answer.Proven);
        Assert.Equal("I've asked a colleague to look at this.", answer.Text);
        Assert.False(answer.Unanswered);
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("because")]
    [InlineData(null)]
    public async Task AnswerAsync_EscalationWithAnotherReason_IsRefused(string? reason)
    {
        var model = new ScriptedChatClient().Calls(SomeRequest.Call(EscalateTool.Name, ("reason", reason), ("summary", "x"))).Says(Good);
        using var agent = new Agent(model);

        Assert.Null((await agent.AskAsync(Question)).Handoff);
        Assert.Contains(
            "customer_request",
            (string)((FunctionResultContent)model.Requests.Last().Messages[^1].Contents[0]).Result!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AnswerAsync_EmptyAfterEscalation_KeepsThePreamble()
    {
        var escalate = SomeRequest.Call(EscalateTool.Name, ("reason", "customer_request"), ("summary", "x"));
        using var agent = new Agent(
            new ScriptedChatClient().Replies([new TextContent("Of course."), escalate], ChatFinishReason.ToolCalls).Says("")
        );

        var answer = await agent.AskAsync(Question);

        Assert.Equal("Of course.", answer.Text);
        Assert.NotNull(answer.Handoff);
        Assert.False(answer.Degraded);
    }

    [Fact]
    public async Task AnswerAsync_ModelKeepsCallingTools_LastCallHasNoTools()
    {
        var model = new ScriptedChatClient();
        for (var i = 0; i < 3; i++) model.Calls(SomeRequest.Call(SearchKnowledgeTool.Name, ("query", "x" + i)));
        model.Says(Good);
        using var agent = new Agent(model, options => options.MaxModelCalls = 4);

        Assert.Equal(Good, (await agent.AskAsync(Question)).Text);
        Assert.Equal([null, null, null, ChatToolMode.None], model.Requests.Select(request => request.Options!.ToolMode));
        Assert.All(model.Requests, request => Assert.Equal(2, request.Options!.Tools!.Count));
    }

    [Fact]
    public async Task AnswerAsync_CallsToolsToTheLast_FallsBack()
    {
        var model = new ScriptedChatClient();
        for (var i = 0; i < 3; i++) model.Calls(SomeRequest.Call(SearchKnowledgeTool.Name, ("query", "x")));
        using var agent = new Agent(model, options => options.MaxModelCalls = 3);

        AssertGrounded(await agent.AskAsync(Question));
        Assert.Equal(3, model.Requests.Count);
    }

    [Fact]
    public async Task AnswerAsync_CutReply_EndsAtItsLastWholeSentence()
    {
        using var agent = new Agent(new ScriptedChatClient().Says(Good + " Then enter the email addr", ChatFinishReason.Length));
        Assert.Equal(Good, (await agent.AskAsync(Question)).Text);
    }

    [Fact]
    public async Task AnswerAsync_CutWithoutAWholeSentence_AsksForAShorterOne()
    {
        var model = new ScriptedChatClient().Says("Open the sign-in page and", ChatFinishReason.Length).Says(Good);
        using var agent = new Agent(model);

        Assert.Equal(Good, (await agent.AskAsync(Question)).Text);
        Assert.Contains("cut off", model.Requests.Last().LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_Paused_GoesOnAndJoins()
    {
        var model = new ScriptedChatClient().Says("Open the sign-in page ", new("pause_turn")).Says("and select Forgot password.");
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        Assert.Equal(Good, (await agent.AskAsync(Question, stream)).Text);
        Assert.Equal(Good, stream.Text);
        Assert.Equal(ChatRole.Assistant, model.Requests.Last().Messages[^1].Role);
    }

    [Fact]
    public async Task AnswerAsync_Refused_SaysSoAndOffersAPerson()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("I", ChatFinishReason.ContentFilter));

        var answer = await agent.AskAsync(Question);

        Assert.Equal(ReplyTexts.For("en").Refused, answer.Text);
        Assert.True(answer.OffersPerson && answer.Unanswered);
        Assert.False(answer.Degraded);
    }

    [Fact]
    public async Task AnswerAsync_RefusedAfterAToolCall_RunsNoTool()
    {
        var call = new FunctionCallContent("call_1", "search_knowledge_base", new Dictionary<string, object?> { ["query"] = "passwords" });
        var model = new ScriptedChatClient().Replies([call], ChatFinishReason.ContentFilter);
        using var agent = new Agent(model);

        Assert.Equal(ReplyTexts.For("en").Refused, (await agent.AskAsync(Question)).Text);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task AnswerAsync_EmptyReply_IsAskedForAgain()
    {
        var model = new ScriptedChatClient().Says(" ").Says(Good);
        using var agent = new Agent(model);

        Assert.Equal(Good, (await agent.AskAsync(Question)).Text);
        Assert.Equal(ChatRole.User, model.Requests.Last().Messages[^1].Role);
        Assert.Contains("empty", model.Requests.Last().LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_LowConfidenceFirst_IsUnansweredButKept()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("Could you tell me which device you use?"));

        var answer = await agent.AskAsync(SomeRequest.Question("It does not work"));

        Assert.Equal("Could you tell me which device you use?", answer.Text);
        Assert.True(answer.Unanswered);
        Assert.False(answer.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_LowConfidenceAgain_AppendsTheOffer()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("I do not know that."));
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(SomeRequest.Question("It does not work") with { LowConfidenceRun = 1 }, stream);

        Assert.Equal("I do not know that.\n\n" + ReplyTexts.For("en").OfferPerson, answer.Text);
        Assert.Equal(answer.Text, stream.Text);
        Assert.True(answer.OffersPerson && answer.Unanswered);
    }

    [Fact]
    public async Task AnswerAsync_LowConfidenceAgainWithOffer_IsNotOfferedTwice()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("I do not know that. Would you like to talk to a colleague?"));

        var answer = await agent.AskAsync(SomeRequest.Question("It does not work") with { LowConfidenceRun = 1 });

        Assert.Equal("I do not know that. Would you like to talk to a colleague?", answer.Text);
        Assert.True(answer.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_SmallTalk_IsConfident()
    {
        using var agent = new Agent(new ScriptedChatClient().Says("Hello! How can I help?"));

        var answer = await agent.AskAsync(SomeRequest.Question("Hi there!") with { LowConfidenceRun = 1 });

        Assert.False(answer.Unanswered || answer.OffersPerson);
        Assert.Equal(1, answer.Confidence);
    }

    private static void AssertGrounded(Answer answer)
    {
        Assert.True(answer.Degraded);
        Assert.Contains("Forgot password?", answer.Text, StringComparison.Ordinal);
        Assert.Equal("kb-001", answer.Articles[0].Id);
    }
}
