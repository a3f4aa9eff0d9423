using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static CsrAgent.Tests.Adapters.Polly.ScriptedModel;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class ConcurrencyLimitChatClientTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModelResilienceOptions _options = new()
    {
        MaxConcurrency = 2,
        LimitWait = TimeSpan.FromSeconds(3),
        AttemptTimeout = TimeSpan.FromMinutes(10),
        IdleTimeout = TimeSpan.FromMinutes(10),
        CallTimeout = TimeSpan.FromMinutes(10),
    };

    private readonly TaskCompletionSource _filter = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_NoPlace_WaitsForOne(bool stream)
    {
        var model = new ScriptedModel("a", Blocked(), Blocked());
        var client = Create(model);

        Task<ChatResponse>[] asked = [client.AskAsync(stream), client.AskAsync(stream), client.AskAsync(stream)];
        var callsAtFirst = model.Calls;
        _filter.SetResult();
        await Task.WhenAll(asked);

        Assert.Equal((2, 3), (callsAtFirst, model.Calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_NoPlaceInTime_IsUnavailableAndNamesTheSetting(bool stream)
    {
        var model = new ScriptedModel("a", Blocked(), Blocked());
        var client = Create(model);
        Task<ChatResponse>[] asked = [client.AskAsync(stream), client.AskAsync(stream)];

        var thrown = await Assert.ThrowsAsync<ModelException>(() => _time.RunAsync(client.AskAsync(stream)));
        _filter.SetResult();
        await Task.WhenAll(asked);

        Assert.Equal((ModelFault.Unavailable, 2), (thrown.Fault, model.Calls));
        Assert.Contains("MODEL_CONCURRENCY", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_FailedAndAbandonedCalls_GiveTheirPlaceBack()
    {
        var model = new ScriptedModel(
            "a",
            Fails(ModelFault.Rejected),
            Fails(ModelFault.Rejected),
            new Step(Words: "x"),
            new Step(Words: "y")
        );
        var client = Create(model);

        await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(stream: false));
        await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(stream: true));
        for (var i = 0; i < 2; i++)
        {
            await foreach (
                var update in client.GetStreamingResponseAsync([new(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken)
            )
            {
                break;
            }
        }

        Assert.Equal("a", (await client.AskAsync(stream: true)).Text);
        Assert.Equal("a", (await client.AskAsync(stream: false)).Text);
    }

    private Step Blocked() => new(Gate: _filter.Task, Words: "late");

    private IChatClient Create(IChatClient model) => ResilientModel.Create(new([model]), _options, _time, NullLogger.Instance);
}
