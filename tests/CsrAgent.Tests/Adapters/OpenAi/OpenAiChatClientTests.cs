using System.Text.Json;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Answering;
using CsrAgent.Answering.Model;
using CsrAgent.Knowledge;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.OpenAi;

public sealed class OpenAiChatClientTests : IAsyncLifetime
{
    private FakeOpenAi _api = null!;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await FakeOpenAi.StartAsync();
        var services = new ServiceCollection().AddOpenAi().AddModelResilience();
        services.Configure<OpenAiOptions>(options => (options.BaseUrl, options.Model) = (_api.BaseAddress + "/v1", "local-model"));
        services.Configure<ModelResilienceOptions>(options =>
            (options.MaxRetries, options.AttemptTimeout, options.IdleTimeout) = (0, TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(300))
        );
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Passages_GoAsText(bool stream)
    {
        _api.Reply(new FakeOpenAiMessage("Choose Forgot password on the sign-in page."));
        var hit = new PassageHit(new Passage("kb-001", 0, null, "Choose Forgot password."), "Reset", null, "en", 0.9);

        var answer = await AskAsync(
            stream,
            [new(ChatRole.System, "Be kind."), new(ChatRole.User, [PassageContent.Create(hit, "[data] Choose."), new TextContent("How?")])]
        );

        Assert.Equal("Choose Forgot password on the sign-in page.", answer.Text);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.True(answer.Usage?.TotalTokenCount > 0);
        var request = Assert.Single(_api.Requests);
        Assert.Contains("[data] Choose.", request.Text, StringComparison.Ordinal);
        Assert.Equal("local-model", request.Model);
        Assert.Empty(_api.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ToolCall_RoundTrips(bool stream)
    {
        _api.Reply(FakeOpenAiMessage.Tool("look_up", """{"order":"12"}"""), new FakeOpenAiMessage("It is on its way."));
        var tool = AIFunctionFactory.CreateDeclaration(
            "look_up",
            "Looks up.",
            JsonDocument.Parse("""{"type":"object","properties":{"order":{"type":"string"}}}""").RootElement
        );
        var options = new ChatOptions { Tools = [tool] };
        List<ChatMessage> messages = [new(ChatRole.User, "Where is order 12?")];

        var first = await AskAsync(stream, messages, options);
        var call = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(first.Messages);
        messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "shipped")]));
        var second = await AskAsync(stream, messages, options);

        Assert.Equal(("look_up", "12"), (call.Name, call.Arguments?["order"]?.ToString()));
        Assert.Equal("It is on its way.", second.Text);
        Assert.Empty(_api.Violations);
    }

    [Theory]
    [InlineData(400, "invalid_request", ModelFault.Rejected)]
    [InlineData(401, "invalid_api_key", ModelFault.Denied)]
    [InlineData(404, "model_not_found", ModelFault.NoSuchModel)]
    [InlineData(413, "too_large", ModelFault.Rejected)]
    [InlineData(429, "rate_limit_exceeded", ModelFault.RateLimited)]
    [InlineData(429, "insufficient_quota", ModelFault.Denied)]
    [InlineData(500, "server_error", ModelFault.Transient)]
    [InlineData(502, "bad_gateway", ModelFault.Transient)]
    [InlineData(503, "overloaded", ModelFault.Overloaded)]
    public async Task Ask_HttpError_IsItsFaultAfterOneRequest(int status, string code, ModelFault fault)
    {
        foreach (var stream in new[] { false, true })
        {
            _api.Reply(new FakeOpenAiError(status, code, "scripted") { RetryAfter = "7" });
            var thrown = await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream));
            Assert.Equal(fault, thrown.Fault);
            Assert.Equal(TimeSpan.FromSeconds(7), thrown.RetryAfter);
        }

        Assert.Equal(2, _api.Requests.Count);
    }

    public static TheoryData<FakeOpenAiReply, ModelFault> Breaks =>
        new()
        {
            { new FakeOpenAiReset(), ModelFault.Transient },
            { new FakeOpenAiHang(), ModelFault.Timeout },
            { new FakeOpenAiGarbage("<html>bad gateway</html>"), ModelFault.Transient },
            { new FakeOpenAiGarbage("{}"), ModelFault.Transient },
            { new FakeOpenAiCut(new("Choose Forgot password on the sign-in page."), FakeCut.Reset), ModelFault.Transient },
            { new FakeOpenAiCut(new("Choose Forgot password on the sign-in page."), FakeCut.End), ModelFault.Transient },
            { new FakeOpenAiCut(new("Choose Forgot password on the sign-in page."), FakeCut.Hang), ModelFault.Timeout },
            { new FakeOpenAiCut(new("Choose Forgot password on the sign-in page."), FakeCut.ErrorEvent), ModelFault.Transient },
            { FakeOpenAiMessage.Tool("look_up", """{"order":"12"""), ModelFault.Transient },
        };

    [Theory, MemberData(nameof(Breaks))]
    public async Task Ask_BrokenAnswer_IsItsFaultAfterOneRequest(FakeOpenAiReply reply, ModelFault fault)
    {
        foreach (var stream in new[] { false, true })
        {
            _api.Reply(reply);
            Assert.Equal(fault, (await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream))).Fault);
        }

        Assert.Equal(2, _api.Requests.Count);
    }

    [Fact]
    public async Task Ask_ServerWantsAnotherKey_IsDeniedAndNamesTheSetting()
    {
        _api.ApiKey = "secret";

        var thrown = await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream: false));

        Assert.Equal(ModelFault.Denied, thrown.Fault);
        Assert.Contains("LLM_API_KEY", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    public async Task Ask_FinishReason_ReachesTheCaller(string wire, string expected)
    {
        _api.Reply(new FakeOpenAiMessage("As far as it goes", wire), new FakeOpenAiMessage("As far as it goes", wire));

        Assert.Equal(expected, (await AskAsync(stream: false)).FinishReason?.Value);
        Assert.Equal(expected, (await AskAsync(stream: true)).FinishReason?.Value);
    }

    private Task<ChatResponse> AskAsync(bool stream) => AskAsync(stream, [new(ChatRole.User, "How?")]);

    private async Task<ChatResponse> AskAsync(bool stream, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var client = _services.GetRequiredService<IChatClient>();
        var cancellationToken = TestContext.Current.CancellationToken;
        return stream
            ? await client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync(messages, options, cancellationToken);
    }
}
