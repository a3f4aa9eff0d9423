using System.Diagnostics;
using System.Globalization;
using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support.FakeModels;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.Claude;

public sealed class ClaudeFaultTests
{
    public static TheoryData<int, string, ModelFault, bool> Statuses
    {
        get
        {
            var rows = new TheoryData<int, string, ModelFault, bool>();
            foreach (var stream in new[] { false, true })
            {
                rows.Add(400, "invalid_request_error", ModelFault.Rejected, stream);
                rows.Add(401, "authentication_error", ModelFault.Denied, stream);
                rows.Add(402, "billing_error", ModelFault.Denied, stream);
                rows.Add(403, "permission_error", ModelFault.Denied, stream);
                rows.Add(404, "not_found_error", ModelFault.NoSuchModel, stream);
                rows.Add(408, "timeout_error", ModelFault.Transient, stream);
                rows.Add(409, "conflict_error", ModelFault.Transient, stream);
                rows.Add(413, "request_too_large", ModelFault.Rejected, stream);
                rows.Add(422, "invalid_request_error", ModelFault.Rejected, stream);
                rows.Add(429, "rate_limit_error", ModelFault.Denied, stream);
                rows.Add(429, "of_a_gateway", ModelFault.RateLimited, stream);
                rows.Add(500, "api_error", ModelFault.Transient, stream);
                rows.Add(503, "overloaded_error", ModelFault.Overloaded, stream);
                rows.Add(504, "timeout_error", ModelFault.Transient, stream);
                rows.Add(529, "overloaded_error", ModelFault.Overloaded, stream);
                rows.Add(302, "moved", ModelFault.Rejected, stream);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Statuses))]
    public async Task Ask_HttpError_IsItsFaultAfterOneRequest(int status, string type, ModelFault fault, bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Error(status, type));

        var thrown = await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream));

        Assert.Equal(fault, thrown.Fault);
        Assert.Contains($"{status} {type}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("req_fake", thrown.Message, StringComparison.Ordinal);
        Assert.Single(claude.Api.Requests);
        Assert.Empty(claude.Api.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_RateLimited_TellsWhenToComeAgain(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var inTwoMinutes = TimeProvider.System.GetUtcNow().AddMinutes(2).ToString("R", CultureInfo.InvariantCulture);
        claude.Api.Reply(
            FakeClaudeReply.RateLimited with
            {
                RetryAfter = "30",
            },
            FakeClaudeReply.RateLimited with
            {
                RetryAfter = "30",
                RetryAfterMs = 12_500,
            },
            FakeClaudeReply.RateLimited with
            {
                RetryAfter = inTwoMinutes,
            },
            FakeClaudeReply.RateLimited with
            {
                RetryAfter = "0",
            }
        );

        var waits = new List<TimeSpan?>();
        for (var i = 0; i < 4; i++) waits.Add((await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream))).RetryAfter);

        Assert.Equal(TimeSpan.FromSeconds(30), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(12.5), waits[1]);
        Assert.InRange(waits[2]!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(120));
        Assert.Null(waits[3]);
    }

    [Fact]
    public async Task Ask_RateLimitWithoutRetryAfter_IsTheSpendLimitAndNotRepeated()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(
            options => options.MaxRetries = 2,
            options => options.FallbackModels = ["claude-haiku-5-5"]
        );
        claude.Api.Script = _ => FakeClaudeReply.RateLimited with { RetryAfter = null };

        Assert.Equal(ModelFault.Denied, (await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(false))).Fault);
        Assert.Single(claude.Api.Requests);
    }

    [Fact]
    public async Task Ask_SpendLimitReached_IsDeniedNotRateLimited()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.SpendLimit, FakeClaudeReply.OwnSpendLimit);

        Assert.Equal(ModelFault.Denied, (await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(false))).Fault);
        Assert.Equal(ModelFault.Denied, (await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(false))).Fault);
    }

    [Fact]
    public async Task Ask_ApiOverridesWhetherToRetry_IsFollowed()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(
            FakeClaudeReply.ServerError with
            {
                ShouldRetry = false,
            },
            FakeClaudeReply.Error(400, "invalid_request_error") with
            {
                ShouldRetry = true,
            }
        );

        Assert.Equal(ModelFault.Rejected, (await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(false))).Fault);
        Assert.Equal(ModelFault.Transient, (await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(false))).Fault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_WrongKey_IsDenied(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.ApiKey = "sk-ant-another";

        var thrown = await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream));

        Assert.Equal(ModelFault.Denied, thrown.Fault);
        Assert.Contains("CLAUDE_API_KEY", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ConnectionReset_IsTransient(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeReset());

        await AssertFaultAsync(claude, stream, ModelFault.Transient);
    }

    [Theory]
    [InlineData(false, FakeCut.Reset)]
    [InlineData(false, FakeCut.End)]
    [InlineData(true, FakeCut.Reset)]
    [InlineData(true, FakeCut.End)]
    public async Task Ask_AnswerCutInTheMiddle_IsTransient(bool stream, FakeCut how)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeCut(FakeClaudeReply.Text("Open the sign-in page and choose Forgot password."), how));

        await AssertFaultAsync(claude, stream, ModelFault.Transient);
    }

    [Theory]
    [InlineData("overloaded_error", ModelFault.Overloaded)]
    [InlineData("rate_limit_error", ModelFault.RateLimited)]
    [InlineData("api_error", ModelFault.Transient)]
    [InlineData("timeout_error", ModelFault.Transient)]
    [InlineData("invalid_request_error", ModelFault.Rejected)]
    [InlineData("authentication_error", ModelFault.Denied)]
    [InlineData("something_new", ModelFault.Transient)]
    public async Task Stream_ErrorEvent_IsItsFault(string type, ModelFault fault)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(
            new FakeClaudeCut(FakeClaudeReply.Text("Open the sign-in page and choose."), FakeCut.ErrorEvent) { ErrorType = type }
        );

        var thrown = await AssertFaultAsync(claude, stream: true, fault);
        Assert.Contains(type, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "<html>bad gateway</html>", "text/html")]
    [InlineData(false, "{}", "application/json")]
    [InlineData(false, "[1]", "application/json")]
    [InlineData(false, "{\"content\":5,\"usage\":\"much\"}", "application/json")]
    [InlineData(false, "", "application/json")]
    [InlineData(true, "<html>bad gateway</html>", "text/html")]
    [InlineData(true, "event: message_start\ndata: {{{\n\n", "text/event-stream")]
    [InlineData(true, "", "text/event-stream")]
    public async Task Ask_GarbageIn200_IsTransient(bool stream, string body, string contentType)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(new FakeClaudeGarbage(body, contentType));

        await AssertFaultAsync(claude, stream, ModelFault.Transient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_TruncatedToolInput_IsTransient(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Reply(FakeClaudeReply.Tool("look_up", """{"order":"12"""));

        await AssertFaultAsync(claude, stream, ModelFault.Transient);
    }

    [Fact]
    public async Task Stream_ToolInputCutByTokenLimitTwice_EndsWithLengthAndACallWithoutArguments()
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        var cut = FakeClaudeReply.Tool("look_up", """{"order":"12""") with { StopReason = "max_tokens" };
        claude.Api.Reply(cut, cut);

        var answer = await claude.AskAsync(stream: true);

        Assert.Equal(ChatFinishReason.Length, answer.FinishReason);
        var call = Assert.Single(answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Empty(call.Arguments!);
        Assert.Equal([4_000, 16_000], claude.Api.Requests.Select(request => request.Body.GetProperty("max_tokens").GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ApiHangs_TimesOut(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(200));
        claude.Api.Reply(new FakeClaudeHang());

        await AssertFaultAsync(claude, stream, ModelFault.Timeout);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ApiHangsInTheMiddle_TimesOut(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync(options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(stream ? 30 : 0.3);
            options.IdleTimeout = TimeSpan.FromMilliseconds(300);
        });
        claude.Api.Reply(new FakeClaudeCut(FakeClaudeReply.Text("Open the sign-in page and choose Forgot password."), FakeCut.Hang));
        var watch = Stopwatch.StartNew();

        await AssertFaultAsync(claude, stream, ModelFault.Timeout);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerCancels_StaysCancellation(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        using var caller = new CancellationTokenSource();
        claude.Api.Script = _ =>
        {
            caller.CancelAfter(TimeSpan.FromMilliseconds(50));
            return new FakeClaudeHang();
        };
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            stream
                ? claude.Client.GetStreamingResponseAsync(messages, null, caller.Token).ToChatResponseAsync(caller.Token)
                : claude.Client.GetResponseAsync(messages, null, caller.Token)
        );
        Assert.Single(claude.Api.Requests);
    }

    [Fact]
    public async Task Ask_NobodyListens_IsTransientAndNamesTheSetting()
    {
        await using var claude = await ClaudeUnderTest.StartAsync(claude: options => options.BaseUrl = "http://127.0.0.1:1");

        var thrown = await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream: false));

        Assert.Equal(ModelFault.Transient, thrown.Fault);
        Assert.Contains("CLAUDE_BASE_URL", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bare_HttpError_IsAskedOnce(bool stream)
    {
        await using var claude = await ClaudeUnderTest.StartAsync();
        claude.Api.Script = _ => FakeClaudeReply.Overloaded;
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];
        var cancellationToken = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ModelException>(() =>
            stream
                ? claude.Bare.GetStreamingResponseAsync(messages, null, cancellationToken).ToChatResponseAsync(cancellationToken)
                : claude.Bare.GetResponseAsync(messages, null, cancellationToken)
        );

        Assert.Single(claude.Api.Requests);
    }

    private static async Task<ModelException> AssertFaultAsync(ClaudeUnderTest claude, bool stream, ModelFault fault)
    {
        var thrown = await Assert.ThrowsAsync<ModelException>(() => claude.AskAsync(stream));
        Assert.Equal(fault, thrown.Fault);
        Assert.Single(claude.Api.Requests);
        Assert.Empty(claude.Api.Violations);
        return thrown;
    }
}
