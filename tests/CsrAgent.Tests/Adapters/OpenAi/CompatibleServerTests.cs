using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>Answers of compatible servers, as they are.</summary>
public sealed class CompatibleServerTests : CompatibleServerTest
{
    [Theory]
    [InlineData("", "stop")]
    [InlineData("eos", "stop")]
    [InlineData("end_turn", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData(null, "stop")]
    public async Task Ask_OwnFinishReason_IsAnswered(string? reason, string expected)
    {
        foreach (var (stream, repeats) in new[] { (false, false), (true, false), (true, reason is "") })
        {
            Api.Reply(new FakeOpenAiMessage(Good, reason) { RepeatsReason = repeats });
            var answer = await AskAsync(stream);
            Assert.Equal((Good, expected), (answer.Text, answer.FinishReason?.Value));
            Assert.Equal("local-model", answer.ModelId);
        }
    }

    [Theory]
    [InlineData("text/event-stream", "7", "\"x\"", "")]
    [InlineData("text/event-stream", "null", "null", "\n\n")]
    [InlineData("application/json", "\"c\"", "1.7e9", "\n\n")]
    public async Task Stream_OddFrame_IsAnswered(string type, string id, string created, string end)
    {
        var frame = "\"id\":" + id + ",\"created\":" + created + ",\"object\":\"chat.completion.chunk\",\"model\":\"m\"";
        var text = "data: {" + frame + ",\"choices\":[{\"index\":null,\"delta\":{\"content\":\"" + Good + "\"}}]}\n\n";
        var last = "data: {" + frame + ",\"choices\":[{\"index\":null,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        var usage = "data: {" + frame + ",\"choices\":null,\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}" + end;
        Api.Reply(new FakeOpenAiEvents(type, text + last + usage));

        Assert.Equal(Good, (await AskAsync(stream: true)).Text);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("{}", "")]
    [InlineData("""{"order":"12"}""", "12")]
    [InlineData(""" "{\"order\":\"12\"}" """, "12")]
    public async Task Ask_OddArguments_AreRead(string? arguments, string order)
    {
        foreach (var stream in new[] { false, true })
        {
            Api.Reply(FakeOpenAiMessage.Tool("look_up", arguments?.Trim()!));

            var answer = await AskAsync(stream, WithTool);

            var call = Assert.Single(answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
            Assert.Null(call.Exception);
            Assert.Equal(order, call.Arguments?.Values.SingleOrDefault()?.ToString() ?? "");
        }
    }

    [Theory]
    [InlineData("model")]
    [InlineData("bot")]
    [InlineData("")]
    public async Task Ask_OwnNameOfTheRole_IsAnswered(string role)
    {
        foreach (var stream in new[] { false, true })
        {
            Api.Reply(new FakeOpenAiMessage(Good) { Role = role });
            Assert.Equal(Good, (await AskAsync(stream)).Text);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ToolCallWithoutId_RoundTrips(bool stream)
    {
        var call12 = FakeOpenAiMessage.Tool("look_up", """{"order":"12"}""") with { CallId = null };
        Api.Reply(call12, new FakeOpenAiMessage("It is on its way."));
        List<ChatMessage> messages = [new(ChatRole.User, "Where is order 12?")];

        var first = await AskAsync(stream, WithTool, messages);
        var call = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(first.Messages);
        messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "shipped")]));

        Assert.Equal("It is on its way.", (await AskAsync(stream, WithTool, messages)).Text);
        Assert.Empty(Api.Violations);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":9,"completion_tokens":null,"total_tokens":null,"prompt_tokens_details":null}""", 0)]
    [InlineData("""{"prompt_tokens":"9","completion_tokens":"7","total_tokens":"16"}""", 7)]
    [InlineData("""{"prompt_tokens":9.0,"completion_tokens":7.0,"prompt_tokens_details":{"cached_tokens":"4","audio_tokens":null}}""", 7)]
    [InlineData("""{"completion_tokens":7,"prompt_tokens_details":[],"queue_time":0.05,"service":"slow"}""", 7)]
    [InlineData("""{"completion_tokens":{"text":7}}""", 0)]
    [InlineData("[]", null)]
    [InlineData("\"unknown\"", null)]
    [InlineData("null", null)]
    public async Task Ask_OddCountsOfTokens_IsAnswered(string usage, int? written)
    {
        foreach (var stream in new[] { false, true })
        {
            Api.Reply(new FakeOpenAiMessage(Good) { Usage = usage });

            var answer = await AskAsync(stream);

            Assert.Equal(Good, answer.Text);
            Assert.Equal(written, (int?)answer.Usage?.OutputTokenCount);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_TextInParts_IsAnsweredWithoutTheThoughts(bool stream)
    {
        Api.Reply(new FakeOpenAiMessage(Good) { InParts = true });

        Assert.Equal(Good, (await AskAsync(stream)).Text);
    }

    [Fact]
    public async Task Stream_ReasoningWithoutOpening_NeverLeaves()
    {
        const string thought = "The user wants a reset. I should be kind.</think>\n\n";
        // The first reply of a model, one of a model that is known to answer plainly, and those after the first thought.
        Api.Reply(new FakeOpenAiMessage(thought + Good), new FakeOpenAiMessage("Ask: reset?</think>" + Good));
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
    }

    [Fact]
    public async Task Stream_HarmonyWithoutItsOpening_NeverLeaves()
    {
        const string thought = "The user wants a reset. I should be kind.<|end|><|start|>assistant<|channel|>final<|message|>";
        Api.Reply(new FakeOpenAiMessage(thought + Good));

        Assert.Equal(Good, await StreamAsync());
    }

    [Fact]
    public async Task Stream_ThoughtAfterPlainReplies_NeverLeaves()
    {
        Api.Reply(new FakeOpenAiMessage(Good), new FakeOpenAiMessage(Good), new FakeOpenAiMessage("Okay, the user asks. </think>" + Good));
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
    }
}
