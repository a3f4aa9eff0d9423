using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Chat;

[Collection(nameof(ModelServer))]
public sealed class ModelChatTests : IDisposable
{
    private const string Question = "How do I reset my password?";

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(5);

    private readonly ModelServer _server;
    private readonly ChatClient _customer;

    public ModelChatTests(ModelServer server)
    {
        (_server, _customer) = (server, server.Customer);
        _server.Claude.Script = FakeClaudeReply.Default;
    }

    public void Dispose() => Assert.Empty(_server.Claude.Violations);

    [Fact]
    public async Task Post_Question_IsAnsweredByTheModelFromTheArticles()
    {
        var answer = (await _customer.SayAsync(ChatClient.NewSession(), Question)).Is(200);

        Assert.False(answer["degraded"].GetBoolean());
        Assert.Contains("choose a new one yourself", answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal("kb-001", answer["kb_articles"][0].Text("id"));
        Assert.Equal("kb-001", answer["citations"][0].Text("article_id"));
        Assert.Contains(answer["citations"][0].Text("quote"), answer.Text("message"), StringComparison.Ordinal);
        var tokens = answer["tokens_used"];
        Assert.True(tokens.GetProperty("input_tokens").GetInt64() > 0);
        Assert.True(tokens.GetProperty("output_tokens").GetInt64() > 0);
        Assert.Equal(
            tokens.GetProperty("input_tokens").GetInt64() + tokens.GetProperty("output_tokens").GetInt64(),
            tokens.GetProperty("total_tokens").GetInt64()
        );
        Assert.InRange(answer["confidence"].GetDouble(), 0.35, 1);
    }

    [Fact]
    public async Task Stream_Answer_GrowsInManyPieces()
    {
        await using var stream = await _customer.StreamAsync(ChatClient.NewSession(), Question);
        var events = await stream.AllAsync();

        var deltas = events.Where(e => e.Name == "delta").Select(e => e.Text("text")).ToList();
        Assert.True(deltas.Count > 1, "The answer came in one piece.");
        Assert.Equal(events[^1].Text("message"), string.Concat(deltas));
        Assert.Equal("kb-001", events.Single(e => e.Name == "citation").Text("article_id"));
        Assert.Equal("done", events[^1].Name);
    }

    [Fact]
    public async Task Post_SecondWhileTheFirstIsAnswered_IsMergedIntoOneReply()
    {
        var session = ChatClient.NewSession();
        _server.Claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromMilliseconds(400) };
        var asked = _server.Claude.Requests.Count;

        var first = _customer.SayAsync(session, Question, "m1");
        await WaitForRequestsAsync(asked + 1);
        var second = _customer.SayAsync(session, "And how long is the link valid?", "m2");

        var (one, two) = ((await first).Is(200), (await second).Is(200));
        Assert.Equal(one.Body, two.Body);
        var messages = await _customer.MessagesAsync(session);
        Assert.Equal(["customer", "customer", "agent"], messages.Select(m => m.Text("role")));
        Assert.Contains("And how long is the link valid?", _server.Claude.Requests[^1].LastUserText, StringComparison.Ordinal);
        Assert.Equal(asked + 2, _server.Claude.Requests.Count);
    }

    [Fact]
    public async Task Post_SecondWhileTheFirstIsStreamed_IsTheNextTurn()
    {
        var session = ChatClient.NewSession();
        _server.Claude.Script = request => FakeClaudeReply.Default(request) with { Pace = TimeSpan.FromMilliseconds(40) };

        await using var stream = await _customer.StreamAsync(session, Question, "m1");
        await stream.UntilAsync(e => e.Name == "delta");
        var second = (await _customer.SayAsync(session, "How do I track my order?", "m2")).Is(200);
        var done = (await stream.AllAsync())[^1];

        Assert.Equal("done", done.Name);
        Assert.NotEqual(done.Text("turn_id"), second.Text("turn_id"));
        var messages = await _customer.MessagesAsync(session);
        Assert.Equal(["customer", "agent", "customer", "agent"], messages.Select(m => m.Text("role")));
        HistoryOrder.AssertOneReplyPerTurn(messages);
    }

    /// <summary>A client that waits would do so until CHAT_TIMEOUT, and a page that follows a stream would send it again.</summary>
    [Fact]
    public async Task Post_TheCustomerIsErasedMeanwhile_EndsAtOnceAndSaysSo()
    {
        var user = $"user-of-{ChatClient.NewSession()}";
        _server.Claude.Script = request => FakeClaudeReply.Default(request) with { Latency = TimeSpan.FromSeconds(30) };
        var asked = _server.Claude.Requests.Count;
        var waiting = _customer.SayAsync(ChatClient.NewSession(), Question, user: user);
        await using var stream = await _customer.StreamAsync(ChatClient.NewSession(), Question, user: user);
        await WaitForRequestsAsync(asked + 2);

        var start = TimeProvider.System.GetTimestamp();
        (await _server.Admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).Is(200);

        (await waiting).IsProblem(410, "message_erased");
        var last = (await stream.AllAsync())[^1];
        Assert.Equal(("error", "message_erased"), (last.Name, last.Text("code")));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Post_AfterTheEnd_TheModelSeesNothingFromBefore()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "Remember the word quicksilver. How do I reset my password?")).Is(200);
        (await _customer.SayAsync(session, "How do I track my order?")).Is(200);
        Assert.Contains("quicksilver", _server.Claude.Requests[^1].Json, StringComparison.Ordinal);
        (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204);

        (await _customer.SayAsync(session, "Which gift cards are there?")).Is(200);

        Assert.DoesNotContain("quicksilver", _server.Claude.Requests[^1].Json, StringComparison.Ordinal);
        Assert.DoesNotContain("track my order", _server.Claude.Requests[^1].Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AfterAPersonGaveItBack_TheModelSeesNothingFromBefore()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "Remember the word quicksilver. How do I reset my password?")).Is(200);
        var id = (await _customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200)["escalation"].Text("id");
        var handoffs = $"{ChatClient.Admin}/escalations/{id}";
        (await _server.Admin.PostAsync($"{handoffs}/claim", new { agent = "Mia" })).Is(200);
        (await _server.Admin.PostAsync($"{handoffs}/reply", new { agent = "Mia", message = "The word is marigold." })).Is(200);
        (await _customer.SayAsync(session, "And mine is cornflower.")).Is(200);
        (await _server.Admin.PostAsync($"{handoffs}/return", new { agent = "Mia" })).Is(200);

        (await _customer.SayAsync(session, "How do I track my order?")).Is(200);

        foreach (var word in (string[])["quicksilver", "marigold", "cornflower", "Mia"])
        {
            Assert.DoesNotContain(word, _server.Claude.Requests[^1].Json, StringComparison.Ordinal);
        }
        Assert.Contains("track my order", _server.Claude.Requests[^1].Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ModelAsksForAPerson_HandsOverAndTellsTheCustomerOnce()
    {
        var session = ChatClient.NewSession();
        _server.Claude.Script = request =>
            request.ToolResults.Count > 0
                ? FakeClaudeReply.Text("I will bring a colleague in.")
                : FakeClaudeReply.Tool("escalate_to_human", """{"reason":"policy","summary":"Wants a refund after 90 days."}""");

        var answer = (await _customer.SayAsync(session, "Can I get a refund for something from last year?")).Is(200);

        Assert.Equal("waiting_for_human", answer.Text("status"));
        Assert.Equal("policy", answer["escalation"].Text("reason"));
        Assert.Equal(["customer", "agent"], (await _customer.MessagesAsync(session)).Select(m => m.Text("role")));
        var ticket = (await _server.Admin.GetAsync($"{ChatClient.Admin}/escalations?state=open&limit=500"))["escalations"]
            .EnumerateArray()
            .Single(e => e.Text("session_id") == session);
        Assert.Contains("refund after 90 days", ticket.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ClientGoesAway_TheTurnGoesOn()
    {
        var session = ChatClient.NewSession();
        _server.Claude.Script = request => FakeClaudeReply.Default(request) with { Pace = TimeSpan.FromMilliseconds(20) };

        await using (var stream = await _customer.StreamAsync(session, Question, "m1"))
            await stream.UntilAsync(e => e.Name == "delta");
        var messages = await _customer.SettledAsync(session);
        await using var again = await _customer.StreamAsync(session, Question, "m1");

        Assert.Equal(["customer", "agent"], messages.Select(m => m.Text("role")));
        Assert.Equal(messages[1].Text(), (await again.AllAsync())[^1].Text("message"));
    }

    private async Task WaitForRequestsAsync(int count)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (_server.Claude.Requests.Count < count) await Task.Delay(LookAgainAfter, TimeProvider.System, giveUp.Token);
    }
}
