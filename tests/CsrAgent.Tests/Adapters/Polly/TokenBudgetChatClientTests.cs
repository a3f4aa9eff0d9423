using CsrAgent.Adapters.Polly;
using CsrAgent.Answering.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Polly;

public sealed class TokenBudgetChatClientTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_BudgetUsedUp_WaitsForTheNextTokens(bool stream)
    {
        var model = new ScriptedModel("a");
        var client = Create(model, perMinute: 301);
        await client.AskAsync(stream);

        var second = client.AskAsync(stream);
        Assert.Equal(1, model.Calls);
        await _time.RunAsync(second);

        Assert.Equal(2, model.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_NoTokensInTime_IsUnavailableAndNamesTheSetting(bool stream)
    {
        var model = new ScriptedModel("a");
        var client = Create(model, perMinute: 301, wait: TimeSpan.FromSeconds(3));
        await client.AskAsync(stream);

        var thrown = await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(stream));

        Assert.Equal((ModelFault.Unavailable, 1), (thrown.Fault, model.Calls));
        Assert.Contains("MODEL_TOKENS_PER_MINUTE", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ReportedUsage_ReplacesTheGuess(bool stream)
    {
        // 10,000 tokens in, nearly all from the prompt cache, and 20 out: 120 count.
        var usage = new UsageDetails
        {
            InputTokenCount = 10_000,
            CachedInputTokenCount = 9_900,
            OutputTokenCount = 20,
        };
        var model = new ScriptedModel(
            "a",
            new ScriptedModel.Step(Words: "x", Usage: usage),
            new ScriptedModel.Step(Words: "y", Usage: usage)
        );
        var client = Create(model, perMinute: 430, wait: TimeSpan.Zero);

        await client.AskAsync(stream);
        await client.AskAsync(stream);

        await Assert.ThrowsAsync<ModelException>(() => client.AskAsync(stream));
        Assert.Equal(2, model.Calls);
    }

    [Fact]
    public async Task Ask_NoBudgetSet_IsNotLimited()
    {
        var model = new ScriptedModel("a");
        var client = Create(model, perMinute: 0, wait: TimeSpan.Zero);

        for (var i = 0; i < 100; i++) await client.AskAsync(stream: false);

        Assert.Equal(100, model.Calls);
    }

    private IChatClient Create(IChatClient model, int perMinute, TimeSpan? wait = null)
    {
        var options = new ModelResilienceOptions
        {
            TokensPerMinute = perMinute,
            LimitWait = wait ?? TimeSpan.FromMinutes(2),
            AttemptTimeout = TimeSpan.FromMinutes(10),
            IdleTimeout = TimeSpan.FromMinutes(10),
            CallTimeout = TimeSpan.FromMinutes(10),
        };
        return ResilientModel.Create(new([model]), options, _time, NullLogger.Instance);
    }
}
