using System.Text;
using Anthropic;
using CsrAgent.Adapters.Claude;
using CsrAgent.Answering;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>The provider's own library reads what we read, and we read the same from it however the bytes arrive.</summary>
public sealed class ClaudeReaderTests
{
    private static readonly Dictionary<string, FakeClaudeMessage> Replies = new()
    {
        ["text"] = FakeClaudeReply.Text("Choose **Forgot password?** – über 60 Minuten gültig 😀."),
        ["cited"] = new([
            new FakeText("Within 30 days. ") { Cites = [new(1, "within 30 days"), new(0, null)] },
            new FakeText("Anything else?"),
        ]),
        ["tool"] = new(
            [new FakeText("I look. "), new FakeToolUse("look_up", """{"order":"AF-1","lines":[1,2],"note":null}""")],
            "tool_use"
        ),
        ["tools"] = new([new FakeToolUse("look_up", "{}"), new FakeToolUse("look_up", """{"order":"AF-2"}""")], "tool_use"),
        ["cut"] = FakeClaudeReply.Text("Open the page and", "max_tokens"),
        ["refused"] = new([], "refusal"),
        ["stopped"] = FakeClaudeReply.Text("So", "stop_sequence"),
    };

    private static readonly ChatMessage[] Question =
    [
        new(
            ChatRole.User,
            [
                PassageContent.Create(ClaudeUnderTest.Passage("kb-001", "Passwords have twelve characters. Choose one."), "text"),
                PassageContent.Create(ClaudeUnderTest.Passage("kb 002/ä", "Returns go back within 30 days."), "text"),
                new TextContent("How?"),
            ]
        ),
    ];

    public static TheoryData<string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var name in Replies.Keys)
            {
                rows.Add(name, false);
                rows.Add(name, true);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task Read_AnyReply_IsWhatTheProvidersLibraryReads(string name, bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        await claude.AskAsync(stream: false, Question);
        var body = await ReplyBytesAsync(claude, name, stream);

        var theirs = await ReadAsync(
            new AnthropicClient { ApiKey = "k", HttpClient = Serving(body, body.Length, stream) }.AsIChatClient("m", 9),
            stream
        );
        var ours = await ReadAsync(Ours(body, body.Length, stream), stream);

        Assert.Equal(Describe(theirs), Describe(ours));
        Assert.Equal(Describe(theirs.Usage), Describe(ours.Usage));
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task Read_BytesInAnyPieces_IsTheSame(string name, bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        await claude.AskAsync(stream: false, Question);
        var body = await ReplyBytesAsync(claude, name, stream);
        var whole = Describe(await ReadAsync(Ours(body, body.Length, stream), stream));

        for (var split = 1; split < body.Length; split++)
        {
            Assert.Equal(whole, Describe(await ReadAsync(Ours(body, split, stream), stream)));
        }
        Assert.Equal(whole, Describe(await ReadAsync(Ours(body, -1, stream), stream)));
    }

    [Fact]
    public async Task Read_UnknownEventsBlocksAndDeltas_ArePassedOver()
    {
        const string Events = """
            : a comment
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":3}}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"fallback","from":"a","to":"b"}}

            data: {"type":"content_block_stop","index":0}

            data: {"type":"something_new","index":0}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":"So "}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"mood_delta","mood":"calm"}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"it is."}}

            data: {"type":"content_block_stop","index":1}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},
            data: "usage":{"output_tokens":5,"output_tokens_details":{"thinking_tokens":2}}}

            data: {"type":"message_stop"}


            """;

        var answer = await ReadAsync(Ours(Encoding.UTF8.GetBytes(Events), 100, stream: true), stream: true);

        Assert.Equal(("So it is.", ChatFinishReason.Stop), (answer.Text, answer.FinishReason));
        Assert.Equal((3, 5, 2), (answer.Usage!.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.ReasoningTokenCount));
    }

    private static IChatClient Ours(byte[] body, int split, bool stream)
    {
        var options = new ClaudeOptions { ApiKey = "k", Model = "claude-sonnet-5-5" };
        var api = new ClaudeApi(Serving(body, split, stream), options, TimeProvider.System);
        return new ClaudeChatClient(api, new(api, TimeProvider.System), options.Model, options);
    }

    private static HttpClient Serving(byte[] body, int split, bool stream) => new(new CannedResponse(body, split, stream));

    private static async Task<ChatResponse> ReadAsync(IChatClient client, bool stream)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];
        return stream
            ? await client.GetStreamingResponseAsync(messages, null, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync(messages, null, cancellationToken);
    }

    private static Task<byte[]> ReplyBytesAsync(ClaudeUnderTest claude, string name, bool stream)
    {
        var (request, reply) = (claude.Api.Requests[0], Replies[name]);
        FakeUsage usage = new(10, 20, 30);
        var text = stream
            ? string.Concat(FakeClaudeEvents.Of("msg_fake1", reply, request, usage))
            : FakeClaudeJson.Message("msg_fake1", reply, request, usage);
        return Task.FromResult(Encoding.UTF8.GetBytes(text));
    }

    private static string Describe(ChatResponse response) =>
        string.Join(
            "\n",
            [
                $"{response.ResponseId} {response.ModelId} {response.FinishReason}",
                response.Text,
                .. response.Messages.SelectMany(message => message.Contents).Select(Describe).Where(line => line.Length > 0),
            ]
        );

    private static string Describe(AIContent content) =>
        content switch
        {
            FunctionCallContent call => $"{call.CallId} {call.Name} {string.Join(",", call.Arguments!.Select(a => $"{a.Key}={a.Value}"))}",
            TextContent text => string.Join(
                ";",
                text.Annotations?.OfType<CitationAnnotation>().Select(a => $"{a.Url?.OriginalString} {a.Title} {a.Snippet}") ?? []
            ),
            _ => "",
        };

    private static string Describe(UsageDetails? usage) =>
        $"{usage?.InputTokenCount} {usage?.CachedInputTokenCount} {usage?.OutputTokenCount} {usage?.TotalTokenCount}";
}
