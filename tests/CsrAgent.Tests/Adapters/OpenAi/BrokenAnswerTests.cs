using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>Answers that a server breaks off and sends under a status of 200: no customer gets half a sentence.</summary>
public sealed class BrokenAnswerTests : CompatibleServerTest
{
    [Theory]
    [InlineData("error")]
    [InlineData("insufficient_system_resource")]
    [InlineData("network_error")]
    [InlineData("abort")]
    [InlineData("cancelled")]
    public async Task Ask_AnswerThatTheServerBrokeOff_IsNone(string reason)
    {
        foreach (var stream in new[] { false, true })
        {
            Api.Reply(new FakeOpenAiMessage("You can check the st", reason));

            var exception = await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream));

            Assert.Equal(ModelFault.Transient, exception.Fault);
        }
    }

    [Fact]
    public async Task Stream_EmptyErrorInAChunk_IsNone()
    {
        var chunk = """{"id":"c","error":"","choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":"stop","error":{}}]}""";
        Api.Reply(new FakeOpenAiEvents("text/event-stream", $"data: {chunk}\n\ndata: [DONE]\n\n"));

        Assert.Equal("Yes.", (await AskAsync(stream: true)).Text);
    }

    [Theory]
    [InlineData("""{"object":"error","message":"EngineCore died","code":500}""")]
    [InlineData("""{"detail":"upstream reset"}""")]
    [InlineData("""{"error":"upstream reset"}""")]
    public async Task Stream_FaultAmongTheChunks_IsNoAnswer(string fault)
    {
        var chunk = """{"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"You can"}}]}""";
        Api.Reply(new FakeOpenAiEvents("text/event-stream", $"data: {chunk}\n\ndata: {fault}\n\ndata: [DONE]\n\n"));

        Assert.Equal(ModelFault.Transient, (await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream: true))).Fault);
    }
}
