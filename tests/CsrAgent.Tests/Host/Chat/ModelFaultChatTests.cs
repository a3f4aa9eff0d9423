using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>Whatever the model does, the customer gets one honest reply, in time, and the same one everywhere.</summary>
[Trait("Category", "Slow")]
public sealed class ModelFaultChatTests(ModelFaultChatTests.TimeoutServer server) : IClassFixture<ModelFaultChatTests.TimeoutServer>
{
    private const string Question = "How do I reset my password?";
    private const string Whole = "Open the sign-in page. Choose Forgot password. Then follow the link in the e-mail that we send you.";

    private static readonly FakeClaudeMessage Message = FakeClaudeReply.Text(Whole);

    /// <summary>What keeps the model from being reached, or from finishing.</summary>
    private static readonly Dictionary<string, FakeClaudeReply> UnreachableReplies = new()
    {
        ["400"] = FakeClaudeReply.Error(400, "invalid_request_error"),
        ["401"] = FakeClaudeReply.InvalidKey,
        ["402"] = FakeClaudeReply.Error(402, "billing_error"),
        ["403"] = FakeClaudeReply.Error(403, "permission_error"),
        ["404"] = FakeClaudeReply.Error(404, "not_found_error"),
        ["409"] = FakeClaudeReply.Error(409, "conflict_error"),
        ["413"] = FakeClaudeReply.Error(413, "request_too_large"),
        ["429"] = FakeClaudeReply.RateLimited with { RetryAfter = "0" },
        ["429 without retry-after"] = FakeClaudeReply.RateLimited with { RetryAfter = null },
        ["429 with a long retry-after"] = FakeClaudeReply.RateLimited with { RetryAfter = "3600" },
        ["429 with a broken retry-after"] = FakeClaudeReply.RateLimited with { RetryAfter = "soon" },
        ["429 spend limit"] = FakeClaudeReply.SpendLimit,
        ["400 spend limit"] = FakeClaudeReply.OwnSpendLimit,
        ["500"] = FakeClaudeReply.ServerError,
        ["502"] = FakeClaudeReply.Error(502, "api_error"),
        ["503"] = FakeClaudeReply.Error(503, "api_error"),
        ["504"] = FakeClaudeReply.Error(504, "timeout_error"),
        ["529"] = FakeClaudeReply.Overloaded,
        ["418"] = FakeClaudeReply.Error(418, "teapot_error"),
        ["reset"] = new FakeClaudeReset(),
        ["hang"] = new FakeClaudeHang(),
        ["reset in the middle"] = new FakeClaudeCut(Message, FakeCut.Reset),
        ["end in the middle"] = new FakeClaudeCut(Message, FakeCut.End),
        ["hang in the middle"] = new FakeClaudeCut(Message, FakeCut.Hang),
        ["error event: overloaded"] = new FakeClaudeCut(Message, FakeCut.ErrorEvent),
        ["error event: api"] = new FakeClaudeCut(Message, FakeCut.ErrorEvent) { ErrorType = "api_error" },
        ["error event: unknown"] = new FakeClaudeCut(Message, FakeCut.ErrorEvent) { ErrorType = "something_new" },
        ["HTML"] = new FakeClaudeGarbage("<html><body>502 Bad Gateway</body></html>"),
        ["nothing"] = new FakeClaudeGarbage("", "application/json"),
        ["other JSON"] = new FakeClaudeGarbage("""{"ok":true}""", "application/json"),
        ["broken events"] = new FakeClaudeGarbage("event: message_start\ndata: {{{\n\n", "text/event-stream"),
        ["empty stream"] = new FakeClaudeGarbage("", "text/event-stream"),
        ["truncated tool input"] = FakeClaudeReply.Tool("search_knowledge_base", """{"query":"pass"""),
    };

    /// <summary>What a model that was reached may do instead of answering.</summary>
    private static readonly Dictionary<string, FakeClaudeReply> UnhelpfulReplies = new()
    {
        ["refusal"] = FakeClaudeReply.Text("I can't help with that.", "refusal"),
        ["empty refusal"] = new FakeClaudeMessage([], "refusal"),
        ["cut by the token limit"] = FakeClaudeReply.Text(
            "Open the sign-in page. Choose Forgot password. Then follow the li",
            "max_tokens"
        ),
        ["no whole sentence before the token limit"] = FakeClaudeReply.Text("Open the sign-in", "max_tokens"),
        ["context window exceeded"] = FakeClaudeReply.Text("Open the sign-in page. Choose", "model_context_window_exceeded"),
        ["nothing"] = new FakeClaudeMessage([]),
        ["blanks"] = FakeClaudeReply.Text("  \n "),
        ["unknown stop reason"] = FakeClaudeReply.Text(Whole, "cosmic_ray"),
        ["tool forever"] = FakeClaudeReply.Tool("search_knowledge_base", """{"query":"password"}"""),
        ["unknown tool"] = FakeClaudeReply.Tool("launch_rocket", "{}"),
        ["tool without input"] = FakeClaudeReply.Tool("search_knowledge_base", "{}"),
        ["tool with wrong types"] = FakeClaudeReply.Tool("escalate_to_human", """{"reason":5,"summary":[]}"""),
        ["tool cut by the token limit"] = FakeClaudeReply.Tool("search_knowledge_base", """{"query":"pass""") with
        {
            StopReason = "max_tokens",
        },
        ["claims an action"] = FakeClaudeReply.Text("I have refunded your order of 40 euros and cancelled your subscription."),
        ["another language"] = FakeClaudeReply.Text(
            "Öffnen Sie die Anmeldeseite und wählen Sie bitte Passwort vergessen, dann folgen Sie dem Link in der E-Mail."
        ),
    };

    private readonly int _violations = server.Claude.Violations.Count;

    public static TheoryData<string, bool> Unreachable => Twice(UnreachableReplies);

    public static TheoryData<string, bool> Unhelpful => Twice(UnhelpfulReplies);

    [Theory]
    [MemberData(nameof(Unreachable))]
    public async Task Post_ModelIsNotReached_TheArticlesAnswer(string fault, bool stream)
    {
        server.Claude.Script = _ => UnreachableReplies[fault];

        var (session, done) = await AskAsync(stream);

        Assert.True(done["degraded"].GetBoolean(), done.Body);
        Assert.Equal("bot", done.Text("status"));
        Assert.Contains("Forgot password?", done.Text("message"), StringComparison.Ordinal);
        await AssertOneReplyAsync(session, done);
    }

    [Theory]
    [MemberData(nameof(Unhelpful))]
    public async Task Post_ModelDoesNotAnswer_TheCustomerGetsOneHonestReply(string fault, bool stream)
    {
        server.Claude.Script = _ => UnhelpfulReplies[fault];

        var (session, done) = await AskAsync(stream);

        Assert.DoesNotContain("I have refunded", done.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("follow the li\"", done.Body, StringComparison.Ordinal);
        Assert.Contains(done.Text("status"), (string[])["bot", "waiting_for_human"]);
        await AssertOneReplyAsync(session, done);
    }

    /// <summary>Without tools of the API's own it never pauses, and refuses to go on from where it did.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_ModelPauses_TheArticlesAnswer(bool stream)
    {
        server.Claude.Script = _ => FakeClaudeReply.Text("Let me think. ", "pause_turn");

        var (session, done) = await AskAsync(stream);

        Assert.True(done["degraded"].GetBoolean(), done.Body);
        await AssertOneReplyAsync(session, done, allowed: 1);
    }

    [Fact]
    public async Task Post_ModelRecoversAtTheRetry_NothingIsLost()
    {
        server.Claude.Reply(FakeClaudeReply.Overloaded);
        server.Claude.Script = FakeClaudeReply.Default;

        var (session, done) = await AskAsync(stream: true);

        Assert.False(done["degraded"].GetBoolean());
        await AssertOneReplyAsync(session, done);
    }

    private static TheoryData<string, bool> Twice(Dictionary<string, FakeClaudeReply> faults)
    {
        var data = new TheoryData<string, bool>();
        foreach (var fault in faults.Keys)
        {
            data.Add(fault, false);
            data.Add(fault, true);
        }

        return data;
    }

    private async Task<(string Session, ChatClientAnswer Done)> AskAsync(bool stream)
    {
        var session = ChatClient.NewSession();
        if (!stream) return (session, (await server.Customer.SayAsync(session, Question)).Is(200));
        await using var events = await server.Customer.StreamAsync(session, Question);
        var all = await events.AllAsync();
        Assert.Equal(["accepted", "done"], all.Select(e => e.Name).Where(name => name is not ("delta" or "citation")));
        return (session, new ChatClientAnswer(200, new Dictionary<string, string>(), all[^1].Data.GetRawText()));
    }

    private async Task AssertOneReplyAsync(string session, ChatClientAnswer done, int allowed = 0)
    {
        Assert.NotEmpty(done.Text("message"));
        Assert.InRange(done["processing_time_ms"].GetInt64(), 0, 15_000);
        var messages = await server.Customer.MessagesAsync(session);
        Assert.Equal(["customer", "agent"], messages.Select(m => m.Text("role")));
        Assert.Equal(done.Text("message"), messages[1].Text());
        Assert.Equal(done.Text("turn_id"), messages[0].Text("turn_id"));
        Assert.Equal(done.Text("turn_id"), messages[1].Text("turn_id"));
        Assert.InRange(server.Claude.Violations.Count - _violations, 0, allowed);
    }

    /// <summary>Gives up soon, and never leaves the model alone for what an earlier test has let it do.</summary>
    public sealed class TimeoutServer()
        : TestServer(
            hasModel: true,
            ("MODEL_ATTEMPT_TIMEOUT", "2s"),
            ("MODEL_IDLE_TIMEOUT", "1500ms"),
            ("MODEL_CALL_TIMEOUT", "8s"),
            ("MODEL_MAX_RETRIES", "1"),
            ("MODEL_RETRY_DELAY", "5ms"),
            ("MODEL_CIRCUIT_MIN_ATTEMPTS", "10000"),
            ("RATE_LIMIT_PER_USER", "0")
        );
}
