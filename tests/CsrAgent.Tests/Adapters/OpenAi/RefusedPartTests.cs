using System.Text.Json;
using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.OpenAi;

/// <summary>Compatible servers that refuse a part of a request: it goes without it, and is remembered.</summary>
public sealed class RefusedPartTests : CompatibleServerTest
{
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
        Api.Refuses = request =>
            request.Body.TryGetProperty(part, out var sent) && sent.ValueKind != JsonValueKind.False
                ? new FakeOpenAiError(status, "invalid_request", message)
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);

        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        var asked = Api.Requests.Count;
        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        Assert.Equal(Good, (await AskAsync(stream: false, WithTool)).Text);

        Assert.InRange(asked, 2, 4);
        Assert.Equal(asked + 2, Api.Requests.Count);
        var last = Api.Requests[^1].Body;
        Assert.Equal(1024, last.GetProperty(part == "max_completion_tokens" ? "max_tokens" : LimitIn(last)).GetInt32());
        Assert.Empty(Api.Violations);
    }

    [Theory]
    [InlineData(400, "'messages.1' : for 'role:user' ('messages.1.content' : value must be a string)")]
    [InlineData(400, "[{'loc': ('body', 'messages', 1, 'content'), 'msg': 'Input should be a valid string'}]")]
    [InlineData(422, "messages[1]: invalid type: sequence, expected a string at line 1 column 3400")]
    [InlineData(500, "Missing 'content'")]
    public async Task Ask_TextInPartsRefused_GoesAsOneText(int status, string message)
    {
        Api.Refuses = request =>
            request.Messages.Any(sent => sent.GetProperty("content").ValueKind == JsonValueKind.Array)
                ? new FakeOpenAiError(status, "invalid_request", message)
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);
        for (var turn = 0; turn < 2; turn++)
        {
            List<ChatMessage> messages = [new(ChatRole.User, [new TextContent("Hello"), new TextContent("How?")])];
            Assert.Equal(Good, (await AskAsync(stream: false, WithTool, messages)).Text);
        }

        Assert.Equal(3, Api.Requests.Count);
        Assert.Equal("Hello\n\nHow?", Assert.Single(Api.Requests[^1].Messages).GetProperty("content").GetString());
        Assert.True(Api.Requests[^1].Body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task Ask_LimitTooLarge_LeavesTheServersOwn()
    {
        Api.Refuses = request =>
            request.Body.TryGetProperty("max_tokens", out _) || request.Body.TryGetProperty("max_completion_tokens", out _)
                ? new FakeOpenAiError(400, "bad", "max_tokens is too large: 1024. This model supports at most 512 completion tokens")
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);

        Assert.Equal(Good, (await AskAsync(stream: true)).Text);
        Assert.Equal(Good, (await AskAsync(stream: false)).Text);
        Assert.Equal(4, Api.Requests.Count);
    }

    [Fact]
    public async Task Ask_ChoiceOfToolsRefused_KeepsTheTools()
    {
        Api.Refuses = request =>
            request.Body.TryGetProperty("tool_choice", out _)
                ? new FakeOpenAiError(400, "bad", "Invalid tool_choice type: 'auto'. Supported string values: none, required")
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);
        var options = new ChatOptions { Tools = WithTool.Tools, ToolMode = ChatToolMode.Auto };

        Assert.Equal(Good, (await AskAsync(stream: true, options)).Text);
        Assert.True(Api.Requests[^1].Body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task Ask_StrictSchemasRefused_KeepsTheTools()
    {
        Api.Refuses = request =>
            request.Body.GetProperty("tools").GetRawText().Contains("additionalProperties", StringComparison.Ordinal)
                ? new FakeOpenAiError(400, "bad", "Invalid schema: additionalProperties is not supported")
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);
        var schema = """{"type":"object","properties":{"order":{"type":"string"}},"additionalProperties":false}""";
        var tool = AIFunctionFactory.CreateDeclaration("look_up", "Looks up.", JsonDocument.Parse(schema).RootElement);

        Assert.Equal(Good, (await AskAsync(stream: false, new() { Tools = [tool] })).Text);
        Assert.True(Api.Requests[^1].Body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task Ask_WhatIsLeftOutIsRefusedAllTheSame_FailsOnce()
    {
        Api.Refuses = _ => new FakeOpenAiError(400, "bad", "strict mode: additionalProperties is not supported here");
        var schema = """{"type":"object","properties":{"strict":{"type":"object","additionalProperties":{"type":"string"}}}}""";
        var parameters = JsonDocument.Parse(schema).RootElement;
        var tool = AIFunctionFactory.CreateDeclaration("look_up", "Strict, with additionalProperties.", parameters);

        await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream: false, new() { Tools = [tool] }));

        Assert.InRange(Api.Requests.Count, 2, 4);
    }

    [Theory]
    [InlineData(400, "System role not supported")]
    [InlineData(500, "Conversation roles must alternate user/assistant/user/assistant/...")]
    public async Task Ask_SystemRoleRefused_GoesIntoTheFirstMessageAndIsRemembered(int status, string message)
    {
        Api.Refuses = request =>
            request.Body.GetProperty("messages").EnumerateArray().Any(sent => sent.GetProperty("role").GetString() == "system")
                ? new FakeOpenAiError(status, "invalid_request", message)
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);
        foreach (var stream in new[] { true, false })
        {
            List<ChatMessage> messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hello"), new(ChatRole.User, "How?")];
            Assert.Equal(Good, (await AskAsync(stream, null, messages)).Text);
        }

        Assert.Equal(3, Api.Requests.Count);
        var only = Assert.Single(Api.Requests[^1].Body.GetProperty("messages").EnumerateArray());
        Assert.Equal("Be kind.\n\nHello\n\nHow?", only.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Ask_AllPartsRefused_IsAnswered()
    {
        string[] parts = ["tools", "max_completion_tokens", "stream_options", "max_tokens"];
        Api.Refuses = request =>
            parts.FirstOrDefault(part => request.Body.TryGetProperty(part, out _)) is { } part
                ? new FakeOpenAiError(400, "bad", $"unsupported: {part}")
                : null;
        Api.Script = _ => new FakeOpenAiMessage(Good);

        Assert.Equal(Good, (await AskAsync(stream: true, WithTool)).Text);
        Assert.Equal(5, Api.Requests.Count);
    }

    private static string LimitIn(JsonElement body) => body.TryGetProperty("max_tokens", out _) ? "max_tokens" : "max_completion_tokens";
}
