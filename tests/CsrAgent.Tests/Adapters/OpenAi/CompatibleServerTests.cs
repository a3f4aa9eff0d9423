using System.Text.Json;
using CsrAgent.Adapters.OpenAi;
using CsrAgent.Adapters.Polly;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>Servers that call themselves compatible, as they are.</summary>
public sealed class CompatibleServerTests : IAsyncLifetime
{
    private const string Good = "Choose Forgot password on the sign-in page.";

    private static readonly ChatOptions WithTool = new()
    {
        Tools =
        [
            AIFunctionFactory.CreateDeclaration(
                "look_up",
                "Looks up.",
                JsonDocument.Parse("""{"type":"object","properties":{"order":{"type":"string"}}}""").RootElement
            ),
        ],
    };

    private FakeOpenAi _api = null!;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await FakeOpenAi.StartAsync();
        var services = new ServiceCollection().AddOpenAi().AddModelResilience();
        services.Configure<OpenAiOptions>(options => (options.BaseUrl, options.Model) = (_api.BaseAddress + "/v1", "local-model"));
        services.Configure<ModelResilienceOptions>(options => options.MaxRetries = 0);
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _api.DisposeAsync();
    }

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
            _api.Reply(new FakeOpenAiMessage(Good, reason) { RepeatsReason = repeats });
            var answer = await AskAsync(stream);
            Assert.Equal((Good, expected), (answer.Text, answer.FinishReason?.Value));
            Assert.Equal("local-model", answer.ModelId);
        }
    }

    [Theory]
    [InlineData(400, "registry/gemma does not support tools", "tools")]
    [InlineData(400, "\\\"auto\\\" tool choice requires --enable-auto-tool-choice to be set", "tools")]
    [InlineData(404, "No endpoints found that support tool use", "tools")]
    [InlineData(500, "tools param requires --jinja flag", "tools")]
    [InlineData(422, "max_completion_tokens: Extra inputs are not permitted", "max_completion_tokens")]
    [InlineData(422, "Unprocessable Entity", "max_completion_tokens")]
    [InlineData(422, "Unprocessable Entity", "tools")]
    [InlineData(400, "Unrecognized request argument supplied: stream_options", "stream_options")]
    [InlineData(400, "stream is not supported", "stream")]
    [InlineData(501, "This deployment does not support streaming.", "stream")]
    public async Task Ask_RefusedPart_IsLeftOutAndRemembered(int status, string message, string part)
    {
        _api.Refuses = request =>
            request.Body.TryGetProperty(part, out var sent) && sent.ValueKind != JsonValueKind.False
                ? new FakeOpenAiError(status, "invalid_request", message)
                : null;
        _api.Script = _ => new FakeOpenAiMessage(Good);

        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        var asked = _api.Requests.Count;
        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        Assert.Equal(Good, (await AskAsync(stream: false, WithTool)).Text);

        Assert.InRange(asked, 2, 4);
        Assert.Equal(asked + 2, _api.Requests.Count);
        var last = _api.Requests[^1].Body;
        Assert.Equal(1024, last.GetProperty(part == "max_completion_tokens" ? "max_tokens" : LimitIn(last)).GetInt32());
        Assert.Empty(_api.Violations);
    }

    [Theory]
    [InlineData(400, "System role not supported")]
    [InlineData(500, "Conversation roles must alternate user/assistant/user/assistant/...")]
    public async Task Ask_SystemRoleRefused_GoesIntoTheFirstMessageAndIsRemembered(int status, string message)
    {
        _api.Refuses = request =>
            request.Body.GetProperty("messages").EnumerateArray().Any(sent => sent.GetProperty("role").GetString() == "system")
                ? new FakeOpenAiError(status, "invalid_request", message)
                : null;
        _api.Script = _ => new FakeOpenAiMessage(Good);
        foreach (var stream in new[] { true, false })
        {
            List<ChatMessage> messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hello"), new(ChatRole.User, "How?")];
            Assert.Equal(Good, (await AskAsync(stream, null, messages)).Text);
        }

        Assert.Equal(3, _api.Requests.Count);
        var only = Assert.Single(_api.Requests[^1].Body.GetProperty("messages").EnumerateArray());
        Assert.Equal("Be kind.\n\nHello\n\nHow?", only.GetProperty("content").GetString());
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
            _api.Reply(FakeOpenAiMessage.Tool("look_up", arguments?.Trim()!));

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
            _api.Reply(new FakeOpenAiMessage(Good) { Role = role });
            Assert.Equal(Good, (await AskAsync(stream)).Text);
        }
    }

    [Fact]
    public async Task Ask_AllPartsRefused_IsAnswered()
    {
        string[] parts = ["tools", "max_completion_tokens", "stream_options", "max_tokens"];
        _api.Refuses = request =>
            parts.FirstOrDefault(part => request.Body.TryGetProperty(part, out _)) is { } part
                ? new FakeOpenAiError(400, "bad", $"unsupported: {part}")
                : null;
        _api.Script = _ => new FakeOpenAiMessage(Good);

        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        Assert.Equal(5, _api.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ToolCallWithoutId_RoundTrips(bool stream)
    {
        var call12 = FakeOpenAiMessage.Tool("look_up", """{"order":"12"}""") with { CallId = null };
        _api.Reply(call12, new FakeOpenAiMessage("It is on its way."));
        List<ChatMessage> messages = [new(ChatRole.User, "Where is order 12?")];

        var first = await AskAsync(stream, WithTool, messages);
        var call = Assert.Single(first.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(first.Messages);
        messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "shipped")]));

        Assert.Equal("It is on its way.", (await AskAsync(stream, WithTool, messages)).Text);
        Assert.Empty(_api.Violations);
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
            _api.Reply(new FakeOpenAiMessage(Good) { Usage = usage });

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
        _api.Reply(new FakeOpenAiMessage(Good) { InParts = true });

        Assert.Equal(Good, (await AskAsync(stream)).Text);
    }

    [Fact]
    public async Task Stream_ReasoningWithoutOpening_NeverLeaves()
    {
        const string thought = "The user wants a reset. I should be kind.</think>\n\n";
        // The first reply of a model, one of a model that is known to answer plainly, and those after the first thought.
        _api.Reply(new FakeOpenAiMessage(thought + Good), new FakeOpenAiMessage("Ask: reset?</think>" + Good));
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
    }

    [Fact]
    public async Task Stream_HarmonyWithoutItsOpening_NeverLeaves()
    {
        const string thought = "The user wants a reset. I should be kind.<|end|><|start|>assistant<|channel|>final<|message|>";
        _api.Reply(new FakeOpenAiMessage(thought + Good));

        Assert.Equal(Good, await StreamAsync());
    }

    [Fact]
    public async Task Stream_ThoughtAfterPlainReplies_NeverLeaves()
    {
        _api.Reply(new FakeOpenAiMessage(Good), new FakeOpenAiMessage(Good), new FakeOpenAiMessage("Okay, the user asks. </think>" + Good));
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
        Assert.Equal(Good, await StreamAsync());
    }

    private static string LimitIn(JsonElement body) => body.TryGetProperty("max_tokens", out _) ? "max_tokens" : "max_completion_tokens";

    private async Task<string> StreamAsync()
    {
        var text = "";
        await foreach (
            var update in _services
                .GetRequiredService<IChatClient>()
                .GetStreamingResponseAsync("How?", cancellationToken: TestContext.Current.CancellationToken)
        )
        {
            text += update.Text;
        }

        return text;
    }

    private async Task<ChatResponse> AskAsync(bool stream, ChatOptions? options = null, List<ChatMessage>? messages = null)
    {
        var client = _services.GetRequiredService<IChatClient>();
        var token = TestContext.Current.CancellationToken;
        messages ??= [new(ChatRole.User, "How?")];
        return stream
            ? await client.GetStreamingResponseAsync(messages, options, token).ToChatResponseAsync(token)
            : await client.GetResponseAsync(messages, options, token);
    }
}
