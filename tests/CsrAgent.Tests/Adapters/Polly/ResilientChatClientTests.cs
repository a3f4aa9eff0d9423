using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CsrAgent.Tests.Adapters.Polly.ScriptedModel;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class ResilientChatClientTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModelResilienceOptions _options = new() { RetryDelay = TimeSpan.FromSeconds(1), CircuitMinimumAttempts = 1000 };

    [Theory]
    [InlineData(false, ModelFault.Transient)]
    [InlineData(true, ModelFault.Transient)]
    [InlineData(false, ModelFault.Timeout)]
    [InlineData(true, ModelFault.Timeout)]
    public async Task Ask_PassingFault_IsTriedAgainAfterAWait(bool stream, ModelFault fault)
    {
        var model = new ScriptedModel("a", Fails(fault), Fails(fault));

        var (answer, took) = await AskAsync(stream, model);

        Assert.Equal(("a", 3), (answer, model.Calls));
        // 1 s and 2 s, each less by up to a half.
        Assert.True(took >= TimeSpan.FromSeconds(1.5), $"{took}");
    }

    [Theory]
    [InlineData(false, ModelFault.Rejected)]
    [InlineData(true, ModelFault.Rejected)]
    [InlineData(false, ModelFault.Denied)]
    [InlineData(true, ModelFault.Denied)]
    public async Task Ask_FinalFault_IsNotTriedAgainNorElsewhere(bool stream, ModelFault fault)
    {
        var (first, second) = (new ScriptedModel("a", Fails(fault)), new ScriptedModel("b"));

        var thrown = await Assert.ThrowsAsync<ModelException>(() => AskAsync(stream, first, second));

        Assert.Equal((fault, 1, 0), (thrown.Fault, first.Calls, second.Calls));
    }

    [Theory]
    [InlineData(false, ModelFault.Overloaded)]
    [InlineData(true, ModelFault.Overloaded)]
    [InlineData(false, ModelFault.NoSuchModel)]
    [InlineData(false, ModelFault.Unavailable)]
    [InlineData(false, ModelFault.RateLimited)]
    public async Task Ask_FaultOfThisModel_GoesToTheNextAtOnce(bool stream, ModelFault fault)
    {
        var (first, second) = (new ScriptedModel("a", Fails(fault)), new ScriptedModel("b"));

        var answer = await AskWithStoppedClockAsync(stream, first, second);

        Assert.Equal(("b", 1), (answer, first.Calls));
    }

    [Fact]
    public async Task Ask_TransientAgainAndAgain_GoesToTheNextModelAtLast()
    {
        var fails = Enumerable.Repeat(Fails(ModelFault.Transient), 9).ToArray();
        var (first, second) = (new ScriptedModel("a", fails), new ScriptedModel("b"));

        var (answer, _) = await AskAsync(false, first, second);

        Assert.Equal(("b", 3), (answer, first.Calls));
    }

    [Fact]
    public async Task Ask_OverloadedWithoutAnotherModel_IsTriedAgain()
    {
        var model = new ScriptedModel("a", Fails(ModelFault.Overloaded));

        var (answer, took) = await AskAsync(false, model);

        Assert.Equal("a", answer);
        Assert.True(took > TimeSpan.Zero);
    }

    [Fact]
    public async Task Ask_RateLimitedForAShortTime_WaitsThatLong()
    {
        var (first, second) = (new ScriptedModel("a", Fails(ModelFault.RateLimited, TimeSpan.FromSeconds(4))), new ScriptedModel("b"));

        var (answer, took) = await AskAsync(false, first, second);

        Assert.Equal("a", answer);
        Assert.True(took >= TimeSpan.FromSeconds(4), $"{took}");
    }

    [Fact]
    public async Task Ask_RateLimitedForALongTime_GoesToTheNextModelOrEnds()
    {
        var limit = Fails(ModelFault.RateLimited, TimeSpan.FromMinutes(1));

        var answer = await AskWithStoppedClockAsync(false, new ScriptedModel("a", limit), new ScriptedModel("b"));
        var thrown = await Assert.ThrowsAsync<ModelException>(() => AskWithStoppedClockAsync(false, new ScriptedModel("a", limit)));

        Assert.Equal("b", answer);
        Assert.Equal((ModelFault.RateLimited, TimeSpan.FromMinutes(1)), (thrown.Fault, thrown.RetryAfter));
    }

    [Fact]
    public async Task Ask_WaitWouldOutlastTheCall_EndsAtOnce()
    {
        _options.CallTimeout = TimeSpan.FromSeconds(3);
        var model = new ScriptedModel("a", Fails(ModelFault.RateLimited, TimeSpan.FromSeconds(4)));

        var thrown = await Assert.ThrowsAsync<ModelException>(() => AskWithStoppedClockAsync(false, model));

        Assert.Equal((ModelFault.RateLimited, 1), (thrown.Fault, model.Calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ModelHangs_IsCutAfterTheAttemptsTimeAndTriedAgain(bool stream)
    {
        _options.AttemptTimeout = _options.IdleTimeout = TimeSpan.FromSeconds(10);
        var model = new ScriptedModel("a", Hangs());

        var (answer, took) = await AskAsync(stream, model);

        Assert.Equal(("a", 2), (answer, model.Calls));
        Assert.True(took >= TimeSpan.FromSeconds(10.5), $"{took}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_EveryModelHangs_EndsWithTheCallsTime(bool stream)
    {
        _options.CallTimeout = TimeSpan.FromSeconds(15);
        _options.AttemptTimeout = _options.IdleTimeout = TimeSpan.FromSeconds(10);
        var start = _time.GetTimestamp();

        var thrown = await Assert.ThrowsAsync<ModelException>(() =>
            AskAsync(stream, new ScriptedModel("a", Hangs(), Hangs()), new ScriptedModel("b", Hangs()))
        );

        Assert.Equal(ModelFault.Timeout, thrown.Fault);
        Assert.Contains("MODEL_CALL_TIMEOUT", thrown.Message, StringComparison.Ordinal);
        Assert.True(_time.GetElapsedTime(start) >= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Stream_FaultAfterWords_IsNotTriedAgain()
    {
        var model = new ScriptedModel("a", new Step(new ModelException(ModelFault.Transient, "cut"), "Open the "));
        var seen = "";

        var thrown = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (
                var update in Create(model)
                    .GetStreamingResponseAsync([new(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken)
            )
            {
                seen += update.Text;
            }
        });

        Assert.Equal((ModelFault.Transient, "Open the ", 1), (thrown.Fault, seen, model.Calls));
    }

    [Fact]
    public async Task Stream_HangAfterWords_EndsAfterTheIdleTime()
    {
        (_options.IdleTimeout, _options.AttemptTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
        var pause = new TaskCompletionSource();
        var silent = new StalledModel("Open the ", pause.Task);
        var start = _time.GetTimestamp();

        var thrown = await Assert.ThrowsAsync<ModelException>(() => AskAsync(true, silent));

        Assert.Equal(ModelFault.Timeout, thrown.Fault);
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(5), _options.AttemptTimeout / 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerCancelsDuringTheWait_IsCancelled(bool stream)
    {
        using var caller = new CancellationTokenSource();
        var client = Create(new ScriptedModel("a", Fails(ModelFault.Transient)));
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];

        var asked = stream
            ? client.GetStreamingResponseAsync(messages, null, caller.Token).ToChatResponseAsync(caller.Token)
            : client.GetResponseAsync(messages, null, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private IChatClient Create(params IChatClient[] models) => ResilientModel.Create(new(models), _options, _time, NullLogger.Instance);

    /// <summary>Anything that waits would never end.</summary>
    private async Task<string> AskWithStoppedClockAsync(bool stream, params IChatClient[] models) =>
        (await Create(models).AskAsync(stream).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Text;

    private async Task<(string Answer, TimeSpan Took)> AskAsync(bool stream, params IChatClient[] models)
    {
        var start = _time.GetTimestamp();
        var answer = await _time.RunAsync(Create(models).AskAsync(stream));
        return (answer.Text, _time.GetElapsedTime(start));
    }
}
