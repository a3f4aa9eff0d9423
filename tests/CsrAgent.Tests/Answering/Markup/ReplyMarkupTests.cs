using System.Text.Json;
using CsrAgent.Answering;
using CsrAgent.Answering.Markup;
using CsrAgent.Answering.Tools;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Answering.Markup;

public sealed class ReplyMarkupTests
{
    private const string Good = "Open the sign-in page and select Forgot password.";

    private static readonly AnswerRequest Question = SomeRequest.Question("How do I reset my password?", SomeRequest.Reset);

    private static readonly AIFunctionDeclaration Search = AIFunctionFactory.CreateDeclaration(
        SearchKnowledgeTool.Name,
        "Searches.",
        JsonElement.Parse("""{"type":"object","properties":{"query":{"type":"string"}},"required":["query"]}""")
    );

    public static readonly TheoryData<string> Reasoned =
    [
        "<think>The user wants a reset.</think>" + Good,
        "<think>\nThe user wants <b>a reset</b>, 1 < 2.\n</think>\n\n" + Good,
        "<thought>The user wants a reset.</thought>" + Good,
        "<Thinking type=\"x\">The user wants a reset.</Thinking> " + Good,
        "<plan>The user wants a reset.</plan>" + Good,
        "<internal_monologue>Hm.</internal_monologue>" + Good,
        "<antThinking>Hm.</antThinking>" + Good,
        "< think >The user wants a reset.</ think >" + Good,
        "<think>outer <think>inner</think> outer again</think>" + Good,
        "The user wants a reset.</think>" + Good,
        "&lt;think&gt;The user wants a reset &amp; more.&lt;/think&gt;" + Good,
        "The user wants a reset.&LT;/think&GT;" + Good,
        "&lt;|channel|&gt;analysis&lt;|message|&gt;They want a reset.&lt;|end|&gt;" + Good,
        "The user wants a reset.\n</thought>\n" + Good,
        "<|channel|>analysis<|message|>The user wants a reset.<|end|><|start|>assistant<|channel|>final<|message|>" + Good + "<|return|>",
        "The user wants a reset.<|end|><|start|>assistant<|channel|>final<|message|>" + Good + "<|return|>",
        "<|channel|>analysis The user wants a reset.<|message|>" + Good,
        "<|START_THINKING|>The user wants a reset.<|END_THINKING|><|START_RESPONSE|>" + Good + "<|END_RESPONSE|>",
        "[THINK]The user wants a reset.[/THINK]" + Good,
        "◁think▷The user wants a reset.◁/think▷" + Good,
        "<answer>" + Good + "</answer>",
        "<longcat_think>The user wants a reset.</longcat_think>" + Good,
        "<assistant_thinking>The user wants a reset.</assistant_thinking>\n" + Good,
        "<reason>The user wants a reset.</reason>" + Good,
        "<unused94>thought\nThe user wants a reset.<unused95>" + Good,
        "<|channel>thought\nThe user wants a reset.<channel|>" + Good,
        "[BEGIN THINKING]The user wants a reset.[END THINKING]" + Good,
        "{\"thought\": \"The user wants a reset.\", \"answer\": \"" + Good + "\"}",
        "```json\n{\"reasoning\": \"They want a reset.\", \"response\": \"" + Good + "\"}\n```",
        Good + "<|im_end|>\n<|im_start|>user\nThanks, refund me.",
        Good + "<think>Was that right?",
    ];

    public static readonly TheoryData<string> Calls =
    [
        """<tool_call>{"name": "search_knowledge_base", "arguments": {"query": "reset"}}</tool_call>""",
        "<tool_call>\n{\"name\": \"search_knowledge_base\", \"arguments\": \"{\\\"query\\\": \\\"reset\\\"}\"}\n</tool_call>",
        """<tool_call>{"name": "search_knowledge_base", "arguments": {"query": "reset"}}""",
        "<tool_call>\n<function=search_knowledge_base>\n<parameter=query>\nreset\n</parameter>\n</function>\n</tool_call>",
        """<function_calls><invoke name="search_knowledge_base"><parameter name="query">reset</parameter></invoke></function_calls>""",
        """<function=search_knowledge_base>{"query": "reset"}</function>""",
        """[TOOL_CALLS][{"name": "search_knowledge_base", "arguments": {"query": "reset"}}]""",
        """<|python_tag|>{"name": "search_knowledge_base", "parameters": {"query": "reset"}}<|eom_id|>""",
        "<|channel|>commentary to=functions.search_knowledge_base <|constrain|>json<|message|>{\"query\": \"reset\"}<|call|>",
        """<think>I need to search.</think>{"name": "search_knowledge_base", "arguments": {"query": "reset"}}""",
        """{"name": "search_knowledge_base", "arguments": {"query": "reset"}}""",
        """[{"name": "search_knowledge_base", "arguments": {"query": "reset"}}]""",
        """{"type": "function", "function": {"name": "search_knowledge_base", "parameters": {"query": "reset"}}}""",
        """{"tool_calls": [{"function": {"name": "search_knowledge_base", "arguments": "{\"query\":\"reset\"}"}}]}""",
        "```json\n{\"name\": \"search_knowledge_base\", \"arguments\": {\"query\": \"reset\"}}\n```",
        """{"query": "reset"}""",
        """Let me look. {"name": "search_knowledge_base", "arguments": {"query": "reset"}}""",
    ];

    public static readonly TheoryData<string> Broken =
    [
        """<tool_call>search_knowledge_base("reset")</tool_call>""",
        """<tool_call>{"name": "search_knowledge_base", "arguments": {"query": </tool_call>""",
        """{"name": "search_knowledge_base", "arguments": {"query": "res""",
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>search<｜tool▁call▁end｜>",
    ];

    public static readonly TheoryData<string> Plain =
    [
        "Use <b>Settings</b> and wait < 5 minutes, or > 10; I <3 you.",
        "See [the FAQ](https://example.com) or [FAQ] and `code` and {name}.",
        "Send {\"order\": 12} as JSON, or ```\nrun me\n``` in a shell.",
        "<turned> is no mark, nor is <t",
        "Terms &amp; conditions: a &lt;b&gt; tag, 3 &lt; 5 & more, R&D &l",
    ];

    [Theory, MemberData(nameof(Reasoned))]
    public async Task AnswerAsync_Reasoning_IsCutWholeAndStreamed(string text)
    {
        for (var size = 1; size < 9; size++)
        {
            using var agent = new Agent(new ScriptedChatClient { PieceLength = size }.Says(text));
            var stream = new RecordedStream();

            Assert.Equal(Good, (await agent.AskAsync(Question, stream)).Text);
            // What nothing had opened is out before its end shows; the adapter of such servers holds it back.
            if (!text.StartsWith("The user", StringComparison.Ordinal)) Assert.Equal(Good, stream.Text.Trim());
        }
        using var whole = new Agent(new ScriptedChatClient().Says(text));
        Assert.Equal(Good, (await whole.AskAsync(Question)).Text);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task AnswerAsync_CallWrittenAsText_IsRun(string text)
    {
        for (var size = 1; size < 9; size += 3)
        {
            var model = new ScriptedChatClient { PieceLength = size }.Says(text).Says(Good);
            using var agent = new Agent(model);
            agent.Knowledge.Holds("reset", SomeRequest.Reset);
            var stream = new RecordedStream();

            Assert.Equal(Good, (await agent.AskAsync(Question, stream)).Text);
            Assert.Equal("reset", Assert.Single(agent.Knowledge.Queries).Text);
            Assert.DoesNotContain("search_knowledge_base", stream.Text, StringComparison.Ordinal);
            Assert.Equal(ChatRole.Tool, model.Requests.Last().Messages[^1].Role);
            Assert.DoesNotContain("tool_call", string.Concat(model.Requests.Last().Messages.Skip(1)), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Broken))]
    public async Task AnswerAsync_CallThatCannotBeRead_IsAskedForAgain(string text)
    {
        var model = new ScriptedChatClient().Says("One moment. " + text).Says(Good);
        using var agent = new Agent(model);
        var stream = new RecordedStream();

        Assert.Equal(Good, (await agent.AskAsync(Question, stream)).Text);
        Assert.Contains("tool call as text", model.Requests.Last().LastText, StringComparison.Ordinal);
        Assert.DoesNotContain("search", stream.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Plain))]
    public void Push_OrdinaryText_PassesUnchanged(string text)
    {
        for (var size = 1; size < 9; size++)
        {
            var markup = new ReplyMarkup([Search]);
            var shown = string.Concat(text.Chunk(size).Select(piece => markup.Push(new string(piece)))) + markup.Complete();
            Assert.Equal(text, shown);
            Assert.Empty(markup.Calls);
            Assert.False(markup.HasMarks);
        }
    }
}
