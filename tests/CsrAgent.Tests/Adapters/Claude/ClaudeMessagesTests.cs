using System.Text.Json;
using CsrAgent.Adapters.Claude;
using CsrAgent.Adapters.Claude.Requests;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeMessagesTests
{
    [Fact]
    public void Write_Roles_AreTheApisTwoAndSystemIsLeftOut()
    {
        var messages = Write(
            new(ChatRole.System, "Be kind."),
            new(ChatRole.User, "Hi"),
            new(ChatRole.Assistant, "Hello"),
            new(ChatRole.Tool, "odd")
        );

        Assert.Equal(["user", "assistant", "user"], messages.Select(message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public void Write_TextWithoutWords_IsLeftOutWithItsMessage()
    {
        var messages = Write(new(ChatRole.User, [new TextContent(" "), new TextContent("Hi")]), new(ChatRole.Assistant, "\n"));

        Assert.Equal("Hi", Assert.Single(Blocks(Assert.Single(messages))).GetProperty("text").GetString());
    }

    [Fact]
    public void Write_EndOfAssistantsWords_HasNoBlanks() =>
        Assert.Equal("Hello", Blocks(Write(new ChatMessage(ChatRole.Assistant, "Hello \n"))[0])[0].GetProperty("text").GetString());

    [Fact]
    public void Write_OddText_ArrivesUnchanged()
    {
        const string Odd = "\"quoted\" \\ back\u2028slash\u0007 <b>&amp;</b> 😀 ünïcode \u202Ertl";

        Assert.Equal(Odd, Blocks(Write(new ChatMessage(ChatRole.User, Odd))[0])[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Write_ToolCall_CarriesItsArgumentsOfAnyKind()
    {
        FunctionCallContent call = new(
            "call_1",
            "refund",
            new Dictionary<string, object?>
            {
                ["order"] = JsonElement.Parse("\"AF-1\""),
                ["cents"] = 1250,
                ["lines"] = JsonElement.Parse("[1,2]"),
                ["note"] = null,
            }
        );

        var block = Blocks(Write(new ChatMessage(ChatRole.Assistant, [call]))[0])[0];

        Assert.Equal(("tool_use", "call_1", "refund"), (Text(block, "type"), Text(block, "id"), Text(block, "name")));
        Assert.Equal("""{"order":"AF-1","cents":1250,"lines":[1,2],"note":null}""", block.GetProperty("input").GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ToolResult_SaysWhetherItFailed(bool failed)
    {
        FunctionResultContent result = new("call_1", "No such order.")
        {
            Exception = failed ? new InvalidOperationException("failed") : null,
        };

        var block = Blocks(Write(new ChatMessage(ChatRole.Tool, [result]))[0])[0];

        Assert.Equal(failed, block.GetProperty("is_error").GetBoolean());
        Assert.Equal("No such order.", block.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Write_ToolResultOfAnotherKind_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Write(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call_1", 42)])));

    private static List<JsonElement> Write(params ChatMessage[] messages) =>
        [
            .. JsonElement
                .Parse(ClaudeJson.WriteBytes(writer => ClaudeMessages.Write(writer, messages, "claude-sonnet-5-5", int.MaxValue)).Span)
                .EnumerateArray(),
        ];

    private static List<JsonElement> Blocks(JsonElement message) => [.. message.GetProperty("content").EnumerateArray()];

    private static string? Text(JsonElement block, string name) => block.GetProperty(name).GetString();
}
