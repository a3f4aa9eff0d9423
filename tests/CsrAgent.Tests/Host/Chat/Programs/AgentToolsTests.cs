using System.Text.Json;
using CsrAgent.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace CsrAgent.Tests.Host.Chat.Programs;

/// <summary><c>/mcp</c>, used by the protocol's own client.</summary>
[Collection(nameof(ProgramServer))]
public sealed class AgentToolsTests(ProgramServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tools_Listed_AreThree()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: Token);

        Assert.Equal(["ask", "hand_over", "search_articles"], tools.Select(tool => tool.Name).Order());
        Assert.All(tools, tool => Assert.NotEmpty(tool.Description));
    }

    [Fact]
    public async Task Ask_ThenHandOver_IsOneConversation()
    {
        await using var client = await ConnectAsync();

        var first = Content(await CallAsync(client, "ask", ("question", "How do I reset my password?")));
        var session = first.Text("session_id");
        var second = Content(await CallAsync(client, "ask", ("question", "How do I track my order?"), ("session_id", session)));
        var handoff = Content(await CallAsync(client, "hand_over", ("session_id", session)));

        Assert.Equal("kb-001", first.GetProperty("articles")[0].Text("id"));
        Assert.True(first.GetProperty("ai_generated").GetBoolean());
        Assert.Equal(session, second.Text("session_id"));
        Assert.NotEmpty(handoff.Text("escalation_id"));
        Assert.Equal("waiting_for_human", (await server.Admin.HistoryAsync(session)).Is(200).Text("status"));
    }

    /// <summary>The customer who began is the one who goes on.</summary>
    [Fact]
    public async Task Ask_GoingOnWithoutTheCustomer_IsTheirConversation()
    {
        await using var client = await ConnectAsync();
        var user = ChatClient.NewSession();

        var first = Content(await CallAsync(client, "ask", ("question", "How do I reset my password?"), ("user_id", user)));
        var session = first.Text("session_id");
        var second = Content(await CallAsync(client, "ask", ("question", "How do I track my order?"), ("session_id", session)));
        var another = await CallAsync(client, "ask", ("question", "And now?"), ("session_id", session), ("user_id", "somebody else"));

        Assert.Equal(session, second.Text("session_id"));
        Assert.Equal(user, (await server.Admin.HistoryAsync(session)).Is(200).Text("user_id"));
        Assert.True(another.IsError);
        Assert.Contains("not_your_session", Text(another), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Articles_FindsTheBestFirst()
    {
        await using var client = await ConnectAsync();

        var found = Content(await CallAsync(client, "search_articles", ("query", "reset password"), ("limit", 2)));

        Assert.Equal("kb-001", found.GetProperty("articles")[0].Text("id"));
        Assert.InRange(found.GetProperty("articles").GetArrayLength(), 1, 2);
    }

    [Fact]
    public async Task Call_ThatCannotBeDone_SaysWhy()
    {
        await using var client = await ConnectAsync();

        var unknown = await CallAsync(client, "hand_over", ("session_id", ChatClient.NewSession()));
        var empty = await CallAsync(client, "ask", ("question", " "));

        Assert.True(unknown.IsError);
        Assert.Contains("no such conversation", Text(unknown), StringComparison.Ordinal);
        Assert.True(empty.IsError);
        Assert.Contains("invalid_field", Text(empty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithoutAKey_IsRefused()
    {
        var call = new { jsonrpc = "2.0", id = 1, method = "tools/list" };

        var refused = (await server.Customer.PostAsync("/mcp", call)).IsProblem(401, "api_key_required");

        Assert.Equal("Bearer", refused.Headers["www-authenticate"]);
    }

    private static Task<CallToolResult> CallAsync(McpClient client, string tool, params (string Name, object Value)[] arguments) =>
        client
            .CallToolAsync(tool, arguments.ToDictionary(pair => pair.Name, pair => (object?)pair.Value), cancellationToken: Token)
            .AsTask();

    private static JsonElement Content(CallToolResult result)
    {
        Assert.False(result.IsError is true, result.IsError is true ? Text(result) : null);
        return JsonSerializer.SerializeToElement(result.StructuredContent);
    }

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(result.Content[0]).Text;

    private Task<McpClient> ConnectAsync() =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri($"{server.Server.BaseAddress.TrimEnd('/')}/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {RealServer.ApiKey}" },
                }
            ),
            cancellationToken: Token
        );
}
