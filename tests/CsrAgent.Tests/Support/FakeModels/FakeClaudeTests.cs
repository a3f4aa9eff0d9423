using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>The fake is as strict as the API: a test that passes against it means something.</summary>
public sealed class FakeClaudeTests
{
    private const string Sonnet = """{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[ASK]""";
    private const string Ask = """{"role":"user","content":"Hi"}""";
    private const string Call = """{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"look_up","input":{}}]}""";
    private const string Result = """{"type":"tool_result","tool_use_id":"t1","content":"found"}""";
    private const string FoundPassage =
        """{"type":"search_result","source":"kb:1","title":"T","content":[{"type":"text","text":"A. B."}],"citations":{"enabled":true}}""";

    [Theory]
    [InlineData("""{"max_tokens":9,"messages":[ASK]}""", "model")]
    [InlineData("""{"model":"m","messages":[ASK]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":0,"messages":[ASK]}""", "max_tokens")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[]}""", "at least one message")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK],"mood":1}""", "mood: Extra inputs")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"system","content":"x"}]}""", "role")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"assistant","content":"x"}]}""", "first message")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK,{"role":"assistant","content":"x"}]}""", "end with a user message")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":" "}]}""", "non-empty")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"song"}]}]}""", "song")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK,{"role":"assistant","content":[FOUND]},ASK]}""", "search_result")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[RESULT]}]}""", "tool_use_id")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK,CALL,ASK]}""", "without `tool_result`")]
    [InlineData(
        """{"model":"m","max_tokens":9,"messages":[ASK,CALL,{"role":"user","content":[{"type":"text","text":"x"},RESULT]}]}""",
        "come first"
    )]
    [InlineData(
        """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"""
            + """[{"type":"search_result","source":"s","content":[{"type":"text","text":"x"}]}]}]}""",
        "title"
    )]
    [InlineData(
        """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"""
            + """[{"type":"search_result","source":"s","title":"t","content":[]}]}]}""",
        "at least one"
    )]
    [InlineData(
        """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"""
            + """[FOUND,{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]}]}]}""",
        "all search results or for none"
    )]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK],"system":[{"type":"text","text":""}]}""", "system")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK],"tools":[{"name":"a b","input_schema":{"type":"object"}}]}""", "pattern")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK],"tools":[{"name":"a","input_schema":{}}]}""", "input_schema")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK],"system":[MARK,MARK,MARK,MARK,MARK]}""", "maximum of 4")]
    [InlineData(Sonnet + """,EXTRA:{"type":"enabled","budget_tokens":1024}}""", "thinking.type: 'enabled'")]
    [InlineData(Sonnet + """,EXTRA:{"type":"disabled"}}""", "thinking.type: 'disabled'")]
    [InlineData(Sonnet + """,EXTRA:{"type":"between_tools","display":"omitted"}}""", "between_tools: Extra inputs")]
    [InlineData(Sonnet + """,EXTRA:{"type":"between_tools"},"output_config":{"effort":"max"}}""", "requires effort high or below")]
    [InlineData(Sonnet + ""","output_config":{"effort":"most"}}""", "output_config.effort")]
    [InlineData(Sonnet + ""","temperature":0.2}""", "temperature: sampling")]
    [InlineData(Sonnet + ""","top_k":5}""", "top_k: sampling")]
    [InlineData(Sonnet + ""","temperature":1,"top_p":0.99}""", "sampling")]
    [InlineData(Sonnet + ""","tools":[{"name":"a","input_schema":{"type":"object"}}],"tool_choice":{"type":"any"}}""", "tool_choice")]
    [InlineData("""{"model":"claude-opus-5-5","max_tokens":9,"messages":[ASK],EXTRA:{"type":"disabled"}}""", "thinking.type: 'disabled'")]
    [InlineData(
        """{"model":"claude-haiku-5-5","max_tokens":9,"messages":[ASK],EXTRA:{"type":"disabled"},"output_config":{"effort":"xhigh"}}""",
        "requires effort high or below"
    )]
    [InlineData("""{"model":"claude-haiku-5-5","max_tokens":200000,"messages":[ASK]}""", "max_tokens: 200000 > 128000")]
    [InlineData("""{"model":"claude-haiku-4-5","max_tokens":9,"messages":[ASK],"output_config":{"effort":"low"}}""", "effort parameter")]
    [InlineData("""{"model":"claude-haiku-4-5","max_tokens":9,"messages":[ASK],EXTRA:{"type":"between_tools"}}""", "not supported")]
    [InlineData("""[1]""", "not valid JSON")]
    [InlineData("""{"model":""", "not valid JSON")]
    public async Task Post_BrokenRule_Is400AndAViolation(string body, string complaint)
    {
        await using var fake = await FakeClaude.StartAsync();

        using var response = await PostAsync(fake, Fill(body));

        var error = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error"), (response.StatusCode, (string?)error!["error"]!["type"]));
        Assert.Contains(complaint, Assert.Single(fake.Violations), StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("request-id"));
    }

    [Theory]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK]}""")]
    [InlineData(Sonnet + """,EXTRA:{"type":"between_tools"},"output_config":{"effort":"high"},"temperature":1}""")]
    [InlineData("""{"model":"claude-haiku-5-5","max_tokens":9,"messages":[ASK],EXTRA:{"type":"disabled"}}""")]
    [InlineData(
        """{"model":"claude-haiku-5-5","max_tokens":9,"messages":[ASK],"tools":[{"name":"a","input_schema":{"type":"object"}}]"""
            + ""","tool_choice":{"type":"tool","name":"a"}}"""
    )]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[ASK,ASK,CALL,{"role":"user","content":[RESULT]}],"system":"Be kind."}""")]
    [InlineData("""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[FOUND,FOUND]}],"system":[MARK,MARK,MARK,MARK]}""")]
    public async Task Post_ProperRequest_IsAnswered(string body)
    {
        await using var fake = await FakeClaude.StartAsync();

        using var response = await PostAsync(fake, Fill(body));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(fake.Violations);
    }

    [Theory]
    [InlineData("THOUGHT,USE", "ASK", null)]
    [InlineData("USE", "ASK", "cannot be modified")]
    [InlineData("""{"type":"thinking","thinking":"Hm.","signature":"sealed"},USE""", "ASK", "cannot be modified")]
    [InlineData("""{"type":"redacted_thinking","data":"sealed"},USE""", "ASK", "cannot be modified")]
    [InlineData("THOUGHT,USE", """{"role":"user","content":"Hi there"}""", "before a `thinking` block")]
    public async Task Post_ResultOfACallAfterThinking_HasToBringTheThinkingBackAsItWas(string blocks, string first, string? complaint)
    {
        await using var fake = await FakeClaude.StartAsync();
        fake.Reply(FakeClaudeReply.ThinkingTool("sealed", "look_up", "{}"));
        using var reply = await PostAsync(fake, Fill(Sonnet + "}"));
        var content = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["content"]!;
        var body =
            $$"""{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{{first}},{"role":"assistant","content":[{{blocks}}]},"""
            + $$$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{content[1]!["id"]}}}","content":"found"}]}]}""";

        using var response = await PostAsync(
            fake,
            Fill(
                body.Replace("THOUGHT", content[0]!.ToJsonString(), StringComparison.Ordinal)
                    .Replace("USE", content[1]!.ToJsonString(), StringComparison.Ordinal)
            )
        );

        Assert.Equal(complaint is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        if (complaint is not null) Assert.Contains(complaint, Assert.Single(fake.Violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("anthropic-version")]
    public async Task Post_MissingHeader_IsAViolation(string header)
    {
        await using var fake = await FakeClaude.StartAsync();

        using var response = await PostAsync(fake, Fill("""{"model":"m","max_tokens":9,"messages":[ASK]}"""), without: header);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(header, Assert.Single(fake.Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Stream_HasThePublishedEventsInOrder()
    {
        await using var fake = await FakeClaude.StartAsync();
        var body = """{"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":[FOUND]}]}""";

        using var response = await PostAsync(fake, Fill(body));
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');

        var events = lines.Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line[7..]);
        Assert.Equal(
            [
                "message_start",
                "ping",
                "content_block_start",
                "content_block_delta",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message_stop",
            ],
            events
        );
        var data = lines
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line[6..]).RootElement)
            .ToList();
        Assert.Equal("search_result_location", data[4].GetProperty("delta").GetProperty("citation").GetProperty("type").GetString());
    }

    private static string Fill(string body) =>
        body.Replace("ASK", Ask, StringComparison.Ordinal)
            .Replace("EXTRA", "\"thinking\"", StringComparison.Ordinal)
            .Replace("CALL", Call, StringComparison.Ordinal)
            .Replace("RESULT", Result, StringComparison.Ordinal)
            .Replace("FOUND", FoundPassage, StringComparison.Ordinal)
            .Replace("MARK", """{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}""", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> PostAsync(FakeClaude fake, string body, string? without = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, fake.BaseAddress + "/v1/messages")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in new[] { ("x-api-key", "key"), ("anthropic-version", "2023-06-01") })
        {
            if (name != without) request.Headers.Add(name, value);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
