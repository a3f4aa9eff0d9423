using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>Servers and proxies that stream whatever was asked for.</summary>
public sealed class UnaskedStreamTests : CompatibleServerTest
{
    private const string End = "data: [DONE]\n\n";

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("text/event-stream; charset=utf-8")]
    [InlineData("application/json")]
    public async Task Ask_AnsweredWithEvents_IsTheWholeAnswer(string type)
    {
        var events =
            Chunk("""{"role":"assistant","content":""}""")
            + Chunk("""{"content":"Choose Forgot password "}""")
            + Chunk("""{"content":"on the sign-in page."}""", "\"stop\"")
            + """data: {"id":"c","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}}"""
            + $"\n\n{End}";
        Api.Reply(new FakeOpenAiEvents(type, events));

        var response = await AskAsync(stream: false);

        Assert.Equal(Good, response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal((7, 5), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task Ask_CallsInPieces_AreGatheredByTheirIndex()
    {
        var events =
            Chunk("""{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look_up","arguments":"{\"ord"}}]}""")
            + Chunk("""{"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"look_up","arguments":"{}"}}]}""")
            + Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"er\":\"7\"}"}}]}""", "\"tool_calls\"")
            + End;
        Api.Reply(new FakeOpenAiEvents("text/event-stream", events));

        var response = await AskAsync(stream: false, WithTool);

        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>();

        Assert.Equal(["a:7", "b:"], calls.Select(call => $"{call.CallId}:{Order(call)}"));
    }

    [Fact]
    public async Task Ask_EventsWithoutAReasonBeforeTheirEnd_AreComplete()
    {
        Api.Reply(new FakeOpenAiEvents("text/event-stream", Chunk($$"""{"content":"{{Good}}"}""") + End));

        Assert.Equal(Good, (await AskAsync(stream: false)).Text);
    }

    [Fact]
    public async Task Ask_EventsThatStopInTheMiddle_AreNoAnswer()
    {
        Api.Reply(new FakeOpenAiEvents("text/event-stream", Chunk("""{"content":"Choose Forgot pass"}""")));

        Assert.Equal(ModelFault.Transient, (await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream: false))).Fault);
    }

    private static object? Order(FunctionCallContent call) => call.Arguments!.TryGetValue("order", out var order) ? order : null;

    private static string Chunk(string delta, string reason = "null") =>
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":"""
        + $$"""[{"index":0,"delta":{{delta}},"finish_reason":{{reason}}}]}"""
        + "\n\n";
}
