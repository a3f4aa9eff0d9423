using CsrAgent.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CsrAgent.Tests.Host.Admin;

[Collection(nameof(GroundedServer))]
public sealed class RecordEndpointsTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;
    private readonly ChatClient _admin = server.Admin;

    [Fact]
    public async Task Stats_AfterATurn_HaveCountedIt()
    {
        // Other tests' messages may still be waiting for their turn.
        var before = await StatsAsync();
        while (before["waiting_messages"].GetInt64() > 0) before = await StatsAsync();
        (await _customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
        var after = await StatsAsync();

        Assert.Equal(
            ["conversations", "days", "dead_letters", "feedback", "open_escalations", "waiting_messages"],
            after.Json.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(["bot", "ended", "human", "waiting_for_human"], after["conversations"].EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(before["conversations"].GetProperty("bot").GetInt64() + 1, after["conversations"].GetProperty("bot").GetInt64());
        var today = after["days"][0];
        Assert.Equal(
            ["day", "degraded", "handoffs", "mean_processing_time_ms", "messages", "sentiment", "tokens_used", "turns", "unanswered"],
            today.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(Sum(before, "turns") + 1, Sum(after, "turns"));
        Assert.Equal(0, after["waiting_messages"].GetInt64());
    }

    [Fact]
    public async Task Conversations_ByUserAndStatus_AreFound()
    {
        var user = $"user {Guid.NewGuid()}";
        var (kept, ended) = (ChatClient.NewSession(), ChatClient.NewSession());
        foreach (var session in (string[])[kept, ended])
        {
            (await _customer.SayAsync(session, "How do I reset my password?", user: user)).Is(200);
        }
        (await _customer.DeleteAsync($"{ChatClient.Chat}/{ended}")).Is(204);

        var all = (await _admin.GetAsync($"{ChatClient.Admin}/conversations?user_id={Uri.EscapeDataString(user)}")).Is(200)[
            "conversations"
        ];
        var open = (await _admin.GetAsync($"{ChatClient.Admin}/conversations?user_id={Uri.EscapeDataString(user)}&status=bot")).Is(200)[
            "conversations"
        ];

        Assert.Equal([ended, kept], all.EnumerateArray().Select(c => c.Text("session_id")));
        Assert.Equal([kept], open.EnumerateArray().Select(c => c.Text("session_id")));
        Assert.Equal(
            ["channel", "created_at", "escalation", "session_id", "status", "updated_at", "user_id"],
            all[0].EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(1, (await _admin.GetAsync($"{ChatClient.Admin}/conversations?limit=1")).Is(200)["conversations"].GetArrayLength());
    }

    [Fact]
    public async Task Export_Customer_IsEverythingOfTheirs()
    {
        var user = $"export-{Guid.NewGuid()}";
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?", "m1", user)).Is(200);
        (await _customer.SayAsync(ChatClient.NewSession(), "How do I track my order?", user: user)).Is(200);

        var export = (await _admin.GetAsync($"{ChatClient.Admin}/customers/{user}/export")).Is(200);

        Assert.Equal(user, export.Text("user_id"));
        Assert.Equal(2, export["conversations"].GetArrayLength());
        var own = export["conversations"].EnumerateArray().Single(c => c.GetProperty("conversation").Text("session_id") == session);
        Assert.Equal(2, own.GetProperty("messages").GetArrayLength());
        Assert.Equal("How do I reset my password?", own.GetProperty("messages")[0].Text());
    }

    [Fact]
    public async Task Erase_Customer_LeavesNothingAndAReceipt()
    {
        var user = $"erase-{Guid.NewGuid()}";
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?", "m1", user)).Is(200);
        (await _customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);
        await using var other = await _customer.EventsAsync(session);

        var receipt = (await _admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).Is(200);
        (await _admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).IsProblem(404, "unknown_customer");

        Assert.Equal(
            ["at", "conversations", "id", "memories", "messages", "subject"],
            receipt.Json.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(1, receipt["conversations"].GetInt32());
        Assert.Equal(3, receipt["messages"].GetInt32());
        Assert.DoesNotContain(user, receipt.Body, StringComparison.Ordinal);
        (await _customer.HistoryAsync(session)).IsProblem(404, "unknown_session");
        (await _admin.GetAsync($"{ChatClient.Admin}/customers/{user}/export")).IsProblem(404, "unknown_customer");
        Assert.DoesNotContain(
            (await _admin.GetAsync($"{ChatClient.Admin}/escalations?limit=500"))["escalations"].EnumerateArray(),
            e => e.Text("session_id") == session
        );
    }

    [Theory]
    [InlineData("shop/4711", "shop%2F4711")]
    [InlineData("..", "%2E%2E")]
    [InlineData(".", "%2e")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("50%+1 & co?#;=", "50%25+1%20%26%20co%3F%23%3B%3D")]
    [InlineData("Zoë 顧客 \U0001F600", "Zo%C3%AB%20%E9%A1%A7%E5%AE%A2%20%F0%9F%98%80")]
    [InlineData("\\back\\slash", "%5Cback%5Cslash")]
    [InlineData("x/export", "x%2Fexport")]
    public async Task Customer_UnderAnyName_IsExportedAndErased(string user, string encoded)
    {
        (await _customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?", user: user)).Is(200);

        var export = (await SendExactlyAsync(HttpMethod.Get, $"{encoded}/export")).Is(200);
        var receipt = (await SendExactlyAsync(HttpMethod.Delete, encoded)).Is(200);

        Assert.Equal(user, export.Text("user_id"));
        Assert.Equal((1, 2), (receipt["conversations"].GetInt32(), receipt["messages"].GetInt32()));
        (await SendExactlyAsync(HttpMethod.Get, $"{encoded}/export")).IsProblem(404, "unknown_customer");
    }

    [Theory]
    [InlineData("chat/with slashes", "chat%2Fwith%20slashes")]
    [InlineData("..", "%2E%2E")]
    [InlineData("会話/1", "%E4%BC%9A%E8%A9%B1%2F1")]
    public async Task Session_UnderAnyName_WorksOnEveryRoute(string session, string encoded)
    {
        var turn = (await _customer.SayAsync(session, "How do I reset my password?", user: "names")).Is(200).Text("turn_id");
        var path = $"{server.Server.BaseAddress}{ChatClient.Chat}/{encoded}";

        Assert.Equal(session, (await SendExactlyAsync(HttpMethod.Get, "", path)).Is(200).Text("session_id"));
        var rating = ChatClient.Request(HttpMethod.Post, "/", new { turn_id = turn, rating = "up" });
        rating.RequestUri = Exactly($"{path}/feedback");
        (await _customer.SendAsync(rating)).Is(204);
        (await SendExactlyAsync(HttpMethod.Post, "/escalate", path)).Is(200);
        (await SendExactlyAsync(HttpMethod.Delete, "/escalate", path)).Is(200);
        var watch = new HttpRequestMessage(HttpMethod.Get, Exactly($"{path}/events"));
        await using (var events = await _customer.OpenAsync(watch)) Assert.Equal("status", (await events.NextAsync())!.Name);
        (await SendExactlyAsync(HttpMethod.Delete, "", path)).Is(204);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("Config")]
    [InlineData("sessions")]
    public async Task Session_UnderAnAddressOfTheApi_IsRefused(string session)
    {
        var refused = (await _customer.SayAsync(session, "Hello", user: "names")).IsProblem(400, "invalid_field", "session_id");
        Assert.Contains($"'{session}'", refused.Text("detail"), StringComparison.OrdinalIgnoreCase);
        (await _customer.PostAsync($"{ChatClient.Chat}/sessions", new { session_id = session, user_id = "names" })).IsProblem(
            400,
            "invalid_field",
            "session_id"
        );
    }

    [Theory]
    [InlineData("..", "%2E%2E")]
    [InlineData("a/b", "a%2Fb")]
    public async Task Session_UnderAnyName_IsFoundWhereTheLocationSays(string session, string encoded)
    {
        var accepted = await _customer.PostAsync(
            ChatClient.Chat,
            new { user_id = "names", session_id = session, message = "How do I reset my password?" },
            ("Prefer", "respond-async")
        );

        var location = accepted.Is(202).Headers["location"];

        Assert.EndsWith($"/{encoded}", location, StringComparison.Ordinal);
        var page = await SendExactlyAsync(HttpMethod.Get, "", server.Server.BaseAddress.TrimEnd('/') + location);
        Assert.Equal(session, page.Is(200).Text("session_id"));
    }

    [Fact]
    public async Task Audit_AdminsActions_AreWrittenWithoutNames()
    {
        var user = $"audit-{Guid.NewGuid()}";
        (await _customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?", user: user)).Is(200);
        (await _admin.GetAsync($"{ChatClient.Admin}/customers/{user}/export")).Is(200);
        (await _admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).Is(200);
        (await _admin.PostAsync($"{ChatClient.Admin}/knowledge-base/index", null)).Is(200);
        (await _admin.PostAsync($"{ChatClient.Admin}/escalations/esc_audit/claim", new { agent = "Mia" })).IsProblem(
            404,
            "unknown_escalation"
        );

        var newest = (await _admin.GetAsync($"{ChatClient.Admin}/audit?limit=6")).Is(200);
        var entries = newest["entries"].EnumerateArray().ToList();
        var older = (await _admin.GetAsync($"{ChatClient.Admin}/audit?limit=2&before={entries[1].GetProperty("number").GetInt64()}")).Is(
            200
        );

        Assert.Equal(
            ["escalation.claim", "knowledge.index", "customer.erase", "customer.erase", "customer.export", "customer.export"],
            entries.Select(e => e.Text("action"))
        );
        Assert.Equal(
            ["action", "actor", "at", "details", "hash", "number", "subject"],
            entries[0].EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal("esc_audit", entries[0].Text("subject"));
        Assert.DoesNotContain(user, newest.Body, StringComparison.Ordinal);
        Assert.Equal(
            entries.Skip(2).Take(2).Select(e => e.Text("action")),
            older["entries"].EnumerateArray().Select(e => e.Text("action"))
        );
    }

    [Fact]
    public async Task DeadLetters_None_AreAnEmptyListAndAnUnknownOneIsNotFound()
    {
        Assert.Equal(0, (await _admin.GetAsync($"{ChatClient.Admin}/dead-letters")).Is(200)["dead_letters"].GetArrayLength());

        (await _admin.PostAsync($"{ChatClient.Admin}/dead-letters/dead_none/retry", null)).IsProblem(404, "unknown_dead_letter");
    }

    [Fact]
    public async Task DeadLetters_WhileAPersonHasTheConversation_ARetryIsAConflict()
    {
        var session = ChatClient.NewSession();
        var escalated = (await _customer.SayAsync(session, "I want to talk to a human")).Is(200);
        var person = $"{ChatClient.Admin}/escalations/{escalated["escalation"].Text("id")}";
        (await _admin.PostAsync($"{person}/claim", new { agent = "Mia" })).Is(200);
        var letter = await KeepLetterAsync(session);
        var retry = $"{ChatClient.Admin}/dead-letters/{letter}/retry";

        (await _admin.PostAsync(retry, null)).IsProblem(409, "claimed");

        (await _admin.PostAsync($"{person}/return", new { agent = "Mia" })).Is(200);
        (await _admin.PostAsync(retry, null)).Is(202);
    }

    /// <summary>Beside the server: nothing that a test can do over HTTP makes a turn fail for good.</summary>
    private async Task<string> KeepLetterAsync(string session)
    {
        var file = Path.Combine(server.Server.DataDirectory, "csr-agent.db");
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = """
            INSERT INTO dead_letters (id, conversation, kind, reason, content, at)
            SELECT 'dead_turn_' || id, n, 0, 'failed', '{"Texts":["I want to talk to a human"]}', 0 FROM conversations WHERE id = $id
            """;
        command.Parameters.AddWithValue("$id", session);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return "dead_turn_" + session;
    }

    /// <summary>An address that no client library tidies up.</summary>
    private static Uri Exactly(string address) =>
        new(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private Task<ChatClientAnswer> SendExactlyAsync(HttpMethod method, string encoded, string? path = null) =>
        _admin.SendAsync(
            new HttpRequestMessage(method, Exactly((path ?? $"{server.Server.BaseAddress}{ChatClient.Admin}/customers/") + encoded))
        );

    private async Task<ChatClientAnswer> StatsAsync() => (await _admin.GetAsync($"{ChatClient.Admin}/stats?days=2")).Is(200);

    private static long Sum(ChatClientAnswer stats, string name) =>
        stats["days"].EnumerateArray().Sum(day => day.GetProperty(name).GetInt64());
}
