using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>The whole chain over the wire: what goes wrong once is made good.</summary>
public sealed class ClaudeRecoveryTests
{
    private static readonly FakeClaudeMessage Answer = FakeClaudeReply.Text("Choose Forgot password on the sign-in page.");

    public static TheoryData<string, bool> Faults
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var name in Passing.Keys)
            {
                rows.Add(name, false);
                rows.Add(name, true);
            }

            return rows;
        }
    }

    private static readonly Dictionary<string, FakeClaudeReply> Passing = new()
    {
        ["408"] = FakeClaudeReply.Error(408, "timeout_error"),
        ["409"] = FakeClaudeReply.Error(409, "conflict_error"),
        ["429"] = FakeClaudeReply.RateLimited with { RetryAfter = "0" },
        ["429 in a moment"] = FakeClaudeReply.RateLimited with { RetryAfter = null, RetryAfterMs = 20 },
        ["500"] = FakeClaudeReply.ServerError,
        ["504"] = FakeClaudeReply.Error(504, "timeout_error"),
        ["529"] = FakeClaudeReply.Overloaded,
        ["reset"] = new FakeClaudeReset(),
        ["hang"] = new FakeClaudeHang(),
        ["garbage"] = new FakeClaudeGarbage("<html>bad gateway</html>"),
        ["truncated tool input"] = FakeClaudeReply.Tool("look_up", """{"order":"12"""),
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task Ask_FaultOnce_IsAnsweredOnTheSecondRequest(string fault, bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options =>
            (options.MaxRetries, options.AttemptTimeout) = (1, TimeSpan.FromSeconds(1))
        );
        claude.Api.Reply(Passing[fault], Answer);

        // A truncated call is known only at its end, when nothing of it was passed on: it is tried again as well.
        var answer = await claude.AskAsync(stream);

        Assert.Equal("Choose Forgot password on the sign-in page.", answer.Text);
        Assert.Equal(2, claude.Api.Requests.Count);
        Assert.Empty(claude.Api.Violations);
    }

    [Fact]
    public async Task Ask_JsonCutInTheMiddle_IsAnsweredOnTheSecondRequest()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options => options.MaxRetries = 1);
        claude.Api.Reply(new FakeClaudeCut(Answer, FakeCut.Reset), Answer);

        Assert.Equal(Answer.Blocks.OfType<FakeText>().Single().Text, (await claude.AskAsync(stream: false)).Text);
    }

    [Fact]
    public async Task Ask_PreferredModelOverloaded_FallsBack()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.FallbackModels = ["claude-haiku-5-5"]);
        claude.Api.Script = request => request.Model == ClaudeUnderTest.Model ? FakeClaudeReply.Overloaded : Answer;

        var answers = new[] { await claude.AskAsync(stream: false), await claude.AskAsync(stream: true) };

        Assert.All(answers, answer => Assert.Equal("claude-haiku-5-5", answer.ModelId));
        Assert.Equal(4, claude.Api.Requests.Count);
    }

    [Fact]
    public async Task Ask_KeyIsWrong_CircuitOpensAndTheApiIsLeftAlone()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options => options.CircuitMinimumAttempts = 3);
        claude.Api.ApiKey = "another";

        var faults = new List<ModelFault>();
        for (var i = 0; i < 5; i++) faults.Add((await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream: false))).Fault);

        Assert.Equal([ModelFault.Denied, ModelFault.Denied, ModelFault.Denied, ModelFault.Unavailable, ModelFault.Unavailable], faults);
        Assert.Equal(3, claude.Api.Requests.Count);
    }

    [Fact]
    public async Task Ask_ManyAtOnceWithinALimit_NeverExceedIt()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options => options.MaxConcurrency = 3);
        claude.Api.Script = _ => Answer with { Latency = TimeSpan.FromMilliseconds(20) };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => claude.AskAsync(stream: i % 2 == 0)));

        Assert.Equal(20, claude.Api.Requests.Count);
        Assert.InRange(claude.Api.MaxInFlight, 1, 3);
    }
}
