using System.Text.Json;
using CsrAgent.Answering;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>A turn's tool rounds: what the model wrote goes back as it was, and requests only grow.</summary>
public sealed class ClaudeThinkingTests
{
    private static readonly ChatOptions Options = new()
    {
        Tools = [AIFunctionFactory.CreateDeclaration("look_up", "Looks up.", JsonElement.Parse("""{"type":"object"}"""))],
    };

    public static TheoryData<FakeThinking[], bool> Thoughts
    {
        get
        {
            FakeThinking[][] all =
            [
                [new("", "sealed+/=")],
                [new("The order first. \"So\" \u2028 then the rest.", "sealed")],
                [new("", "hidden") { IsRedacted = true }],
                [new("", "one"), new("", "two") { IsRedacted = true }, new("Three.", "three")],
            ];
            var rows = new TheoryData<FakeThinking[], bool>();
            foreach (var thoughts in all)
            {
                rows.Add(thoughts, false);
                rows.Add(thoughts, true);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Thoughts))]
    public async Task Ask_ToolRounds_GiveThinkingBackUnchanged(FakeThinking[] thoughts, bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        FakeText said = new("I look it up. ") { Cites = [new(0, "Passwords.")] };
        claude.Api.Reply(
            new FakeClaudeMessage([.. thoughts, said, new FakeToolUse("look_up", """{"order": "AF-1", "n": 1.50}""")], "tool_use"),
            FakeClaudeReply.ThinkingTool("sealed again", "look_up", "{}"),
            FakeClaudeReply.Text("Found.")
        );
        var passage = PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Passwords."), "text");
        List<ChatMessage> messages = [new(ChatRole.System, "Be kind."), new(ChatRole.User, [passage, new TextContent("Hi")])];

        for (var round = 0; round < 2; round++) await GoOnAsync(claude, stream, messages);
        var answer = await claude.AskAsync(stream, messages, Options);

        Assert.Equal("Found.", answer.Text);
        Assert.Empty(claude.Api.Violations);
        Assert.Equal(
            [.. thoughts.Select(thought => thought.ToJson().ToJsonString()), new FakeThinking("", "sealed again").ToJson().ToJsonString()],
            ThinkingIn(claude.Api.Requests[2]).Select(block => System.Text.Json.Nodes.JsonNode.Parse(block.GetRawText())!.ToJsonString())
        );
        var call = claude.Api.Requests[2].Blocks("tool_use").First();
        Assert.Equal("1.50", call.GetProperty("input").GetProperty("n").GetRawText());
        Assert.All(
            claude.Api.Requests.Zip(claude.Api.Requests.Skip(1)),
            pair => Assert.StartsWith(UpToTheEndOfMessages(pair.First), pair.Second.Json, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_FallbackWithinToolRounds_GetsNoThinkingOfTheFirstModel(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.FallbackModels = ["claude-haiku-5-5"]);
        claude.Api.Reply(
            FakeClaudeReply.ThinkingTool("of Sonnet", "look_up", "{}"),
            FakeClaudeReply.Overloaded,
            FakeClaudeReply.Tool("look_up", "{}"),
            FakeClaudeReply.Text("Found.")
        );
        List<ChatMessage> messages = [new(ChatRole.User, "Hi")];

        for (var round = 0; round < 2; round++) await GoOnAsync(claude, stream, messages);
        await claude.AskAsync(stream, messages, Options);

        Assert.Equal(
            ["claude-sonnet-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-sonnet-5-5"],
            claude.Api.Requests.Select(request => request.Model)
        );
        Assert.Equal([0, 1, 0, 1], claude.Api.Requests.Select(request => ThinkingIn(request).Count()));
        Assert.Empty(claude.Api.Violations);
    }

    private static async Task GoOnAsync(ClaudeUnderTest claude, bool stream, List<ChatMessage> messages)
    {
        var reply = await claude.AskAsync(stream, messages, Options);
        messages.AddRange(reply.Messages);
        var calls = reply.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>();
        messages.Add(new(ChatRole.Tool, [.. calls.Select(call => new FunctionResultContent(call.CallId, "It is here."))]));
    }

    private static string UpToTheEndOfMessages(FakeClaudeRequest request) => request.Json[..request.Json.LastIndexOf(']')];

    private static IEnumerable<JsonElement> ThinkingIn(FakeClaudeRequest request) =>
        request
            .Blocks("thinking")
            .Concat(request.Blocks("redacted_thinking"))
            .OrderBy(block => request.Json.IndexOf(block.GetRawText(), StringComparison.Ordinal));
}
