using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Admin;

/// <summary>The whole server with a model that drafts.</summary>
[Collection(nameof(ModelServer))]
public sealed class DraftEndpointTests : IDisposable
{
    private const string Knowledge = $"{ChatClient.Admin}/knowledge-base";

    private readonly ModelServer _server;
    private string _answers = "";

    public DraftEndpointTests(ModelServer server)
    {
        _server = server;
        _server.Claude.Script = request =>
            IsDraft(request) ? FakeClaudeReply.Text("Do you rent out zeppelins?\nTags: zeppelin, rent\n\nYes, for 4,711 dollars.")
            : IsCheck(request) ? FakeClaudeReply.Text(_answers)
            : FakeClaudeReply.Default(request);
    }

    public void Dispose() => Assert.Empty(_server.Claude.Violations);

    [Fact]
    public async Task Draft_OfAGap_IsAMarkedFileThatIsNotPublished()
    {
        const string Question = "Do you rent out zeppelins to beginners?";
        var session = ChatClient.NewSession();
        var turn = (await _server.Customer.SayAsync(session, Question)).Is(200).Text("turn_id");
        (await _server.Customer.PostAsync($"{ChatClient.Chat}/{session}/feedback", new { turn_id = turn, rating = "down" })).Is(204);
        var gaps = (await _server.Admin.GetAsync($"{Knowledge}/gaps?limit=500")).Is(200)["gaps"];
        var id = gaps.EnumerateArray().Single(gap => gap.Text("question") == Question).Text("id");

        var draft = (await _server.Admin.PostAsync($"{Knowledge}/gaps/{id}/draft", new { })).Is(200);

        Assert.Contains("\ndraft: true\n", draft.Text("markdown"), StringComparison.Ordinal);
        Assert.Contains("title: \"Do you rent out zeppelins?\"", draft.Text("markdown"), StringComparison.Ordinal);
        Assert.EndsWith("Yes, for [to be filled in] dollars.\n", draft.Text("markdown"), StringComparison.Ordinal);
        Assert.Equal(Question, Assert.Single(draft["questions"].EnumerateArray()).GetString());
        (await _server.Admin.DeleteAsync($"{Knowledge}/articles/{draft.Text("id")}")).IsProblem(404, "unknown_article");
        var request = Assert.Single(_server.Claude.Requests, IsDraft);
        Assert.DoesNotContain("zeppelin", request.SystemText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(
            (await _server.Admin.GetAsync($"{ChatClient.Admin}/audit?limit=500")).Is(200)["entries"].EnumerateArray(),
            entry => entry.Text("action") == "knowledge.draft" && entry.Text("subject") == id
        );
    }

    [Fact]
    public async Task Draft_OfNoGap_IsUnknown() =>
        (await _server.Admin.PostAsync($"{Knowledge}/gaps/0000/draft", new { })).IsProblem(404, "unknown_gap");

    /// <summary>It costs money, so that it is a request of its own, which the audit log has.</summary>
    [Theory]
    [InlineData("yes", "confirmed")]
    [InlineData("I cannot tell.", "no_answer")]
    [InlineData("no", null)]
    public async Task Check_OfContradictions_SaysWhatTheModelSays(string answer, string? verdict)
    {
        await using var pair = await ContradictingArticles.AddAsync(_server.Admin);
        var before = await AuditedAsync();
        var all = (await _server.Admin.GetAsync($"{Knowledge}/review?limit=20")).Is(200)["contradictions"].EnumerateArray().ToList();
        var number = all.FindIndex(pair.IsOfBoth) + 1;
        _answers = $"{number}: {answer}";

        var review = (await _server.Admin.PostAsync($"{Knowledge}/review?limit=20", new { })).Is(200);

        Assert.Equal(
            verdict is null ? [] : [verdict],
            review["contradictions"].EnumerateArray().Where(pair.IsOfBoth).Select(found => found.Text("verdict"))
        );
        Assert.Equal(verdict is null ? 1 : 0, review["denied"].GetInt32());
        Assert.Equal(before + 1, await AuditedAsync());
    }

    private async Task<int> AuditedAsync() =>
        (await _server.Admin.GetAsync($"{ChatClient.Admin}/audit?limit=500"))
            .Is(200)["entries"]
            .EnumerateArray()
            .Count(entry => entry.Text("action") == "knowledge.review");

    private static bool IsCheck(FakeClaudeRequest request) =>
        request.SystemText.StartsWith("You compare sentences", StringComparison.Ordinal);

    private static bool IsDraft(FakeClaudeRequest request) =>
        request.SystemText.StartsWith("You write a draft of a help center article", StringComparison.Ordinal);
}
