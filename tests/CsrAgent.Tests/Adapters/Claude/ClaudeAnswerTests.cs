using CsrAgent.Answering;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeAnswerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_PlainQuestion_AnswersWithUsageAndModel(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Text("Choose Forgot password on the sign-in page."));

        var answer = await claude.AskAsync(stream);

        Assert.Equal("Choose Forgot password on the sign-in page.", answer.Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(ClaudeUnderTest.Model, answer.ModelId);
        Assert.True(answer.Usage?.InputTokenCount > 0 && answer.Usage.OutputTokenCount > 0);
        var request = Assert.Single(claude.Api.Requests);
        Assert.Equal(
            (ClaudeUnderTest.Model, 4000, stream),
            (request.Model, request.Body.GetProperty("max_tokens").GetInt32(), request.IsStream)
        );
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(false, "end_turn", "stop")]
    [InlineData(false, "stop_sequence", "stop")]
    [InlineData(false, "max_tokens", "length")]
    [InlineData(false, "model_context_window_exceeded", "length")]
    [InlineData(false, "refusal", "content_filter")]
    [InlineData(false, "pause_turn", "pause_turn")]
    [InlineData(true, "end_turn", "stop")]
    [InlineData(true, "stop_sequence", "stop")]
    [InlineData(true, "max_tokens", "length")]
    [InlineData(true, "model_context_window_exceeded", "length")]
    [InlineData(true, "refusal", "content_filter")]
    [InlineData(true, "pause_turn", "pause_turn")]
    public async Task Ask_StopReason_ReachesTheCaller(bool stream, string stopReason, string finish)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Text("As far as it goes", stopReason));

        var answer = await claude.AskAsync(stream);

        Assert.Equal(finish, answer.FinishReason?.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Passages_GoAsSearchResultsAndComeBackAsCitations(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        const string Second = "Open the sign-in page.\n\nChoose Forgot password. We send you a link.";
        claude.Api.Reply(FakeClaudeReply.Citing("Choose Forgot password.", result: 1, quote: "Choose Forgot password."));
        ChatMessage turn = new(
            ChatRole.User,
            [
                PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Passwords have twelve characters."), "as text 1"),
                PassageContent.Create(ClaudeUnderTest.Passage("kb 002/ä", Second), "as text 2"),
                new TextContent("How do I reset my password?"),
            ]
        );

        var answer = await claude.AskAsync(stream, [turn]);

        var citation = Assert.Single(
            answer.Messages.SelectMany(message => message.Contents).SelectMany(content => content.Annotations ?? [])
        );
        var cited = Assert.IsType<CitationAnnotation>(citation);
        Assert.Equal("kb 002/ä", PassageContent.ArticleIdOf(cited.Url));
        Assert.Equal("Choose Forgot password.", cited.Snippet);
        Assert.Equal("Choose Forgot password.", answer.Text);
        var results = Assert.Single(claude.Api.Requests).SearchResults;
        Assert.Equal(["kb:kb-001", "kb:kb%20002%2F%C3%A4"], results.Select(result => result.Source));
        Assert.Equal(Second, results[1].Text);
        Assert.Equal(2, results[1].Texts.Count);
        Assert.All(
            claude.Api.Requests[0].Blocks("search_result"),
            block => Assert.True(block.GetProperty("citations").GetProperty("enabled").GetBoolean())
        );
        Assert.DoesNotContain("as text", claude.Api.Requests[0].Json, StringComparison.Ordinal);
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ToolCallAndResultWithPassages_RoundTrips(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Tool("search_knowledge_base", """{"query":"return a plant"}"""));
        var tool = AIFunctionFactory.CreateDeclaration(
            "search_knowledge_base",
            "Searches.",
            System.Text.Json.JsonDocument.Parse("""{"type":"object","properties":{"query":{"type":"string"}}}""").RootElement
        );
        var options = new ChatOptions { Tools = [tool] };
        List<ChatMessage> messages =
        [
            new(
                ChatRole.User,
                [PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Passwords."), "text"), new TextContent("May I return a plant?")]
            ),
        ];

        var first = await claude.AskAsync(stream, messages, options);
        var call = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(first.Messages);
        var found = PassageContent.Create(ClaudeUnderTest.Passage("kb-007", "Plants can go back within 30 days.", "Returns"), "text");
        messages.Add(
            new(ChatRole.Tool, [new FunctionResultContent(call.CallId, new List<AIContent> { found, new TextContent("1 of 1") })])
        );
        claude.Api.Reply(FakeClaudeReply.Citing("Within 30 days.", result: 1));
        var second = await claude.AskAsync(stream, messages, options);

        Assert.Equal((ChatFinishReason.ToolCalls, "search_knowledge_base"), (first.FinishReason, call.Name));
        Assert.Equal("return a plant", call.Arguments?["query"]?.ToString());
        var cited = Assert.Single(second.Messages.SelectMany(message => message.Contents).SelectMany(content => content.Annotations ?? []));
        Assert.Equal("kb-007", PassageContent.ArticleIdOf(((CitationAnnotation)cited).Url));
        Assert.Single(claude.Api.Requests[1].ToolResults);
        Assert.Equal(["kb:kb-001", "kb:kb-007"], claude.Api.Requests[1].SearchResults.Select(result => result.Source));
        Assert.Empty(claude.Api.Violations);
    }

    [Fact]
    public async Task Ask_DefaultScript_AnswersFromTheFirstPassage()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var passage = PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Open the page. Choose Forgot. Then wait."), "text");

        var known = await claude.AskAsync(false, [new(ChatRole.User, [passage, new TextContent("How?")])]);
        var unknown = await claude.AskAsync(false);

        Assert.Equal("Open the page. Choose Forgot.", known.Text);
        Assert.Contains("don't know", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_PassageWithoutWords_GoesAsText()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var passage = PassageContent.Create(ClaudeUnderTest.Passage("kb-001", " "), "as text");

        await claude.AskAsync(false, [new(ChatRole.User, [passage])]);

        Assert.Empty(claude.Api.Requests[0].SearchResults);
        Assert.Equal("as text", claude.Api.Requests[0].LastUserText);
    }

    [Fact]
    public async Task Ask_CallersMessages_StayAsTheyWere()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var passage = PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Words."), "as text");
        ChatMessage[] messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, [passage])];

        await claude.AskAsync(false, messages, new() { Instructions = "Be brief." });

        Assert.Same(passage, Assert.Single(messages[1].Contents));
        Assert.Null(messages[0].Contents[0].AdditionalProperties);
    }
}
