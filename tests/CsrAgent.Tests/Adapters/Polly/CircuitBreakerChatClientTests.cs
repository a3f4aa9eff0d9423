using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CsrAgent.Tests.Adapters.Polly.ScriptedModel;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class CircuitBreakerChatClientTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModelResilienceOptions _options = new()
    {
        MaxRetries = 0,
        CircuitMinimumAttempts = 4,
        CircuitSamplingTime = TimeSpan.FromSeconds(60),
        CircuitBreakTime = TimeSpan.FromSeconds(15),
    };

    public static TheoryData<ModelFault, bool> Failures
    {
        get
        {
            var rows = new TheoryData<ModelFault, bool>();
            foreach (var fault in new[] { ModelFault.Transient, ModelFault.Overloaded, ModelFault.Timeout, ModelFault.Denied })
            {
                rows.Add(fault, false);
                rows.Add(fault, true);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Ask_ModelKeepsFailing_IsNotAskedUntilTheBreakIsOver(ModelFault fault, bool stream)
    {
        var model = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(fault), 4)]);
        var client = Create(model);

        for (var i = 0; i < 4; i++) Assert.Equal(fault, await FaultOfAsync(client, stream));
        Assert.Equal(ModelFault.Unavailable, await FaultOfAsync(client, stream));
        Assert.Equal(4, model.Calls);

        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("a", (await client.AskAsync(stream)).Text);
        Assert.Equal("a", (await client.AskAsync(stream)).Text);
    }

    [Fact]
    public async Task Ask_ModelKeepsFailing_IsSaidInOneLine()
    {
        var log = new CollectedLog<ModelResilienceOptions>();
        var failing = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(ModelFault.Transient), 4)]);
        await OpenAsync(ResilientModel.Create(new([failing]), _options, _time, log), stream: false);

        var line = Assert.Single(log.Entries, entry => entry.Contains("keeps failing", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', line);
        Assert.InRange(line.Length, 1, 700);
    }

    [Theory]
    [InlineData(ModelFault.Rejected, false)]
    [InlineData(ModelFault.Rejected, true)]
    [InlineData(ModelFault.RateLimited, false)]
    [InlineData(ModelFault.NoSuchModel, true)]
    public async Task Ask_FaultSaysNothingOfHealth_IsAlwaysAsked(ModelFault fault, bool stream)
    {
        var model = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(fault, TimeSpan.FromHours(1)), 12)]);
        var client = Create(model);

        for (var i = 0; i < 12; i++) Assert.Equal(fault, await FaultOfAsync(client, stream));

        Assert.Equal(12, model.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ProbeFails_StaysOpen(bool stream)
    {
        var model = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(ModelFault.Overloaded), 5)]);
        var client = Create(model);
        await OpenAsync(client, stream);

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(ModelFault.Overloaded, await FaultOfAsync(client, stream));
        Assert.Equal(ModelFault.Unavailable, await FaultOfAsync(client, stream));
        Assert.Equal(5, model.Calls);
    }

    [Fact]
    public async Task Ask_WhileAProbeIsUnderWay_OthersAreRefused()
    {
        var filter = new TaskCompletionSource();
        var model = new ScriptedModel(
            "a",
            [.. Enumerable.Repeat(Fails(ModelFault.Overloaded), 4), new Step(Gate: filter.Task, Words: "back")]
        );
        var client = Create(model);
        await OpenAsync(client, stream: true);
        _time.Advance(TimeSpan.FromSeconds(15));

        var probe = client.AskAsync(stream: true);
        var other = await FaultOfAsync(client, stream: true);
        filter.SetResult();

        Assert.Equal((ModelFault.Unavailable, "back"), (other, (await probe).Text));
        Assert.Equal(5, model.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ProbeIsAbandonedWithoutAnAnswer_StaysOpen(bool stream)
    {
        var model = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(ModelFault.Overloaded), 4), Hangs()]);
        var client = Create(model);
        await OpenAsync(client, stream);
        _time.Advance(TimeSpan.FromSeconds(15));

        using var caller = new CancellationTokenSource();
        var probe = client.AskForAsync(stream, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);
        Assert.Equal(ModelFault.Unavailable, await FaultOfAsync(client, stream));
    }

    [Fact]
    public async Task Stream_FailsInTheMiddleAgainAndAgain_OpensTheCircuit()
    {
        var cut = new Step(new ModelException(ModelFault.Transient, "cut"), "Open the ");
        var client = Create(new ScriptedModel("a", cut, cut, cut, cut));

        await OpenAsync(client, stream: true);

        Assert.Equal(ModelFault.Unavailable, await FaultOfAsync(client, stream: true));
    }

    [Fact]
    public async Task Ask_FirstModelsCircuitIsOpen_TheNextAnswersAtOnce()
    {
        var first = new ScriptedModel("a", [.. Enumerable.Repeat(Fails(ModelFault.Overloaded), 9)]);
        var client = Create(first, new ScriptedModel("b"));

        for (var i = 0; i < 9; i++) Assert.Equal("b", (await client.AskAsync(stream: false)).Text);

        Assert.Equal(4, first.Calls);
    }

    private static async Task OpenAsync(IChatClient client, bool stream)
    {
        for (var i = 0; i < 4; i++) await FaultOfAsync(client, stream);
    }

    private static async Task<ModelFault> FaultOfAsync(IChatClient client, bool stream) =>
        (await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(stream))).Fault;

    private IChatClient Create(params IChatClient[] models) => ResilientModel.Create(new(models), _options, _time, NullLogger.Instance);
}
