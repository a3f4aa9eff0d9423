using System.Text;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Admin;

[Collection(nameof(GroundedServer))]
public sealed class KnowledgeEndpointsTests(GroundedServer server)
{
    private const string Knowledge = $"{ChatClient.Admin}/knowledge-base";

    private readonly ChatClient _admin = server.Admin;

    [Fact]
    public async Task Search_Question_FindsArticlesWithSnippets()
    {
        var found = (await _admin.PostAsync($"{Knowledge}/search", new { query = "how to reset the password", limit = 3 })).Is(200);

        Assert.Equal(["results", "took_ms"], found.Json.EnumerateObject().Select(p => p.Name).Order());
        Assert.InRange(found["results"].GetArrayLength(), 1, 3);
        var first = found["results"][0];
        Assert.Equal(["id", "relevance_score", "snippet", "title", "url"], first.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("kb-001", first.Text("id"));
        Assert.Contains("password", first.Text("snippet"), StringComparison.OrdinalIgnoreCase);
        Assert.True(found["took_ms"].GetDouble() >= 0);
    }

    [Fact]
    public async Task Articles_WithANumberAsId_AMarkAndTheSameIdTwice_AreIndexedAndReported()
    {
        var body = "[{\"id\":4711001,\"title\":\"One\",\"body\":\"First.\"},{\"id\":\"4711001\",\"title\":\"One\",\"body\":\"Second.\"}]";

        var answer = (
            await _admin.PostBytesAsync($"{Knowledge}/articles", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(body)])
        ).Is(200);
        (await _admin.DeleteAsync($"{Knowledge}/articles/4711001")).Is(204);

        Assert.Equal(1, answer["indexed"].GetInt32());
        Assert.Equal("4711001", Assert.Single(answer["failed"].EnumerateArray()).Text("id"));
    }

    [Fact]
    public async Task Status_AfterTheFirstSync_ShowsTheFolder()
    {
        await _admin.PostAsync($"{Knowledge}/index", new { });
        var status = (await _admin.GetAsync($"{Knowledge}/status")).Is(200);

        Assert.True(status["syncs"].GetBoolean());
        var folder = Assert.Single(status["sources"].EnumerateArray());
        Assert.Equal(("folder", false), (folder.Text("name"), folder.GetProperty("stale").GetBoolean()));
        Assert.Equal(folder.GetProperty("total").GetInt32(), folder.GetProperty("articles").GetInt32());
        Assert.NotEqual(default, folder.GetProperty("last_synced").GetDateTimeOffset());
    }

    [Fact]
    public async Task Confirm_WrongSourceOrNumber_IsRefused()
    {
        (await _admin.PostAsync($"{Knowledge}/sources/nowhere/confirm", new { })).IsProblem(404, "unknown_source");
        (await _admin.PostAsync($"{Knowledge}/sources/folder/confirm", new { })).IsProblem(409, "not_shrinking");
        (await _admin.PostAsync($"{Knowledge}/sources/folder/confirm?left=-1", new { })).IsProblem(400, "invalid_field", "left");
    }

    [Fact]
    public async Task Search_FollowUpWithHistory_FindsWhatItIsAbout()
    {
        object[] history =
        [
            new { role = "customer", text = "How do I track my order?" },
            new { role = "agent", text = "Open My Account > Orders." },
        ];

        var found = (await _admin.PostAsync($"{Knowledge}/search", new { query = "And without an account?", history })).Is(200);

        Assert.Contains(found["results"].EnumerateArray(), r => r.Text("id") == "kb-008");
    }

    [Fact]
    public async Task Search_WrongFields_AreNamed()
    {
        (await SearchAsync(new { })).IsProblem(400, "invalid_field", "query");
        (await SearchAsync(new { query = " " })).IsProblem(400, "invalid_field", "query");
        (await SearchAsync(new { query = new string('q', 10_001) })).IsProblem(400, "invalid_field", "query");
        (await SearchAsync(new { query = "x", limit = 0 })).IsProblem(400, "invalid_field", "limit");
        (await SearchAsync(new { query = "x", limit = "five" })).IsProblem(400, "invalid_field", "limit");
        (await SearchAsync(new { query = "x", history = "none" })).IsProblem(400, "invalid_field", "history");
        (await SearchAsync(new { query = "x", history = new[] { new { role = "ghost", text = "boo" } } })).IsProblem(
            400,
            "invalid_field",
            "history"
        );
        (await SearchAsync(new { query = "x", history = new[] { new { role = "agent" } } })).IsProblem(400, "invalid_field", "text");
    }

    [Fact]
    public async Task Index_Again_LeavesWhatHasNotChanged()
    {
        var report = (await _admin.PostAsync($"{Knowledge}/index", null)).Is(200);

        Assert.Equal(["deleted", "failed", "indexed", "unchanged"], report.Json.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(0, report["indexed"].GetInt32());
        Assert.True(report["unchanged"].GetInt32() > 60);
        Assert.Equal(0, report["failed"].GetArrayLength());
    }

    [Fact]
    public async Task Articles_AddedAsJson_AnswerAtOnceUntilTheyAreRemoved()
    {
        object[] articles =
        [
            new
            {
                id = "test-zeppelin",
                title = "Zeppelin rides",
                url = "https://support.example.com/kb/zeppelin",
                tags = new[] { "zeppelin" },
                language = "en",
                body = "Zeppelin rides start at the harbour every Friday at noon. Bring a coat.",
            },
            new { id = "test-broken", title = "No body" },
        ];

        var report = (await _admin.PostAsync($"{Knowledge}/articles", articles)).Is(200);
        var answer = (await server.Customer.SayAsync(ChatClient.NewSession(), "When do the zeppelin rides start?")).Is(200);
        var again = (await _admin.PostAsync($"{Knowledge}/articles", articles[..1])).Is(200);
        (await _admin.DeleteAsync($"{Knowledge}/articles/test-zeppelin")).Is(204);

        Assert.Equal(1, report["indexed"].GetInt32());
        var failed = Assert.Single(report["failed"].EnumerateArray());
        Assert.Equal("test-broken", failed.Text("id"));
        Assert.NotEmpty(failed.Text("error"));
        Assert.Contains("every Friday at noon", answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal("test-zeppelin", answer["kb_articles"][0].Text("id"));
        Assert.Equal(1, again["unchanged"].GetInt32());
        (await _admin.DeleteAsync($"{Knowledge}/articles/test-zeppelin")).IsProblem(404, "unknown_article");
    }

    [Theory]
    [InlineData("doc_(general)_001", "doc_%28general%29_001")]
    [InlineData("taxi/*/1", "taxi%2F%2A%2F1")]
    [InlineData("50% off + more", "50%25%20off%20%2B%20more")]
    public async Task Article_UnderAnIdOfARealExport_IsFoundAndDeleted(string id, string encoded)
    {
        var article = new
        {
            id,
            title = "Gyrocopter rental",
            body = "Gyrocopters are rented by the hour at the old airfield.",
            language = "en",
        };
        Assert.Equal(1, (await _admin.PostAsync($"{Knowledge}/articles", new[] { article })).Is(200)["indexed"].GetInt32());

        var found = (await _admin.PostAsync($"{Knowledge}/search", new { query = "Where can I rent a gyrocopter?" })).Is(200);

        Assert.Equal(id, found["results"][0].Text("id"));
        (await _admin.DeleteAsync($"{Knowledge}/articles/{encoded}")).Is(204);
        (await _admin.DeleteAsync($"{Knowledge}/articles/{encoded}")).IsProblem(404, "unknown_article");
    }

    [Fact]
    public async Task Articles_AsNdJson_AreTakenLineByLine()
    {
        var lines = """
            {"id":"test-nd-1","title":"Kites","body":"Kites are repaired in the workshop on Mondays."}

            {"id":"test-nd-2","title":"Balloons","body":"Balloons are filled in the yard on Tuesdays."}
            {"id":"test-nd-3"}
            """;

        var report = (await _admin.PostBytesAsync($"{Knowledge}/articles", Encoding.UTF8.GetBytes(lines), "application/x-ndjson")).Is(200);
        (await _admin.DeleteAsync($"{Knowledge}/articles/test-nd-1")).Is(204);
        (await _admin.DeleteAsync($"{Knowledge}/articles/test-nd-2")).Is(204);

        Assert.Equal(2, report["indexed"].GetInt32());
        Assert.Equal("test-nd-3", Assert.Single(report["failed"].EnumerateArray()).Text("id"));
    }

    [Theory]
    [InlineData("application/json", "{\"id\":\"x\"}", 400, "malformed_json")]
    [InlineData("application/json", "[{", 400, "malformed_json")]
    [InlineData("application/json", "", 400, "malformed_json")]
    [InlineData("application/x-ndjson", "{\"id\":\"x\"}\n{", 400, "malformed_json")]
    [InlineData("text/csv", "id,title", 415, "unsupported_media_type")]
    public async Task Articles_NotReadable_AreRefusedAsAWhole(string contentType, string body, int status, string code) =>
        (await _admin.PostBytesAsync($"{Knowledge}/articles", Encoding.UTF8.GetBytes(body), contentType)).IsProblem(status, code);

    [Fact]
    public async Task Articles_WrongTypesInside_FailAloneAndNeverTheServer()
    {
        var body =
            """["text", 5, null, [], {"id":7,"title":{}}, {"id":"\ud800","title":"x","body":"y"}, """
            + """{"id":"test-ok","title":"Okay","body":"A fine body.","tags":[1,null,"a"]}]""";

        var report = (await _admin.PostBytesAsync($"{Knowledge}/articles", Encoding.UTF8.GetBytes(body))).Is(200);
        await _admin.DeleteAsync($"{Knowledge}/articles/test-ok");

        Assert.True(report["failed"].GetArrayLength() >= 6, report.Body);
    }

    [Fact]
    public async Task Gaps_QuestionWithoutAnswer_IsReported()
    {
        for (var i = 0; i < 2; i++)
        {
            (await server.Customer.SayAsync(ChatClient.NewSession(), "Do you breed xylophone penguins in Patagonia?")).Is(200);
        }

        var gaps = (await _admin.GetAsync($"{Knowledge}/gaps?limit=500")).Is(200);

        var gap = gaps["gaps"].EnumerateArray().Single(g => g.Text("question").Contains("xylophone", StringComparison.Ordinal));
        Assert.Equal(
            [
                "best_relevance",
                "count",
                "customers",
                "examples",
                "first_seen",
                "id",
                "language",
                "last_seen",
                "nearest_article_id",
                "question",
                "rated_down",
            ],
            gap.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal((2, 1), (gap.GetProperty("count").GetInt32(), gap.GetProperty("customers").GetInt32()));
    }

    private Task<ChatClientAnswer> SearchAsync(object body) => _admin.PostAsync($"{Knowledge}/search", body);
}
