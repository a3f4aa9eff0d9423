using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CsrAgent.Answering.Model;
using CsrAgent.Answering.Model.Prices;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Answering.Model;

/// <summary>Each test has a model name of its own, since the meter is one for the whole process.</summary>
public sealed class MeteredChatClientTests : IDisposable
{
    private readonly string _model = "model-" + Guid.NewGuid().ToString("n");
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = new();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public MeteredChatClientTests()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
        _activities = new()
        {
            ShouldListenTo = source => source.Name == AgentMeter.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    private ModelPrices Prices => new([], Options.Create(new ModelPriceOptions { Prices = [_model + "=2/10/0.5"] }));

    private ChatOptions ForModel => new() { ModelId = _model };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponseAsync_Success_CountsRequestAndTokens()
    {
        using var client = new MeteredChatClient(
            new ScriptedChatClient()
                .Replies(
                    [
                        Used(
                            new()
                            {
                                InputTokenCount = 70,
                                OutputTokenCount = 7,
                                CachedInputTokenCount = 50,
                            }
                        ),
                    ],
                    ChatFinishReason.Stop
                )
                .Says("x"),
            Prices,
            TimeProvider.System
        );

        await client.GetResponseAsync("secret customer words", ForModel, Cancellation);

        // The scripted client names its own model, as providers do.
        Assert.Contains(_measured, m => m is { Name: "csr_llm_requests_total", Value: 1 } && (string?)m.Tags["outcome"] == "ok");
        Assert.Contains(_measured, m => m is { Name: "csr_llm_tokens_used_total", Value: 50 } && (string?)m.Tags["type"] == "cached_input");
        var span = Assert.Single(_spans, span => (string?)span.GetTagItem("gen_ai.request.model") == _model);
        Assert.Equal("chat " + _model, span.DisplayName);
        // 120 tokens read anew, 50 from the cache, 17 written.
        Assert.Contains(_measured, m => m.Name == "csr_llm_cost_total" && Math.Abs(m.Value - 0.000435) < 1e-9);
        Assert.Equal(50L, span.GetTagItem("gen_ai.usage.cache_read.input_tokens"));
        Assert.Equal(170L, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(ModelFault.RateLimited, "rate_limited")]
    [InlineData(ModelFault.NoSuchModel, "no_such_model")]
    public async Task GetResponseAsync_Fault_CountsItAndThrowsOn(ModelFault fault, string outcome)
    {
        using var client = new MeteredChatClient(
            new ScriptedChatClient().Fails(new ModelException(fault, "x")),
            Prices,
            TimeProvider.System
        );

        await Assert.ThrowsAsync<ModelException>(() => client.GetResponseAsync("x", ForModel, Cancellation));

        Assert.Equal(
            outcome,
            Assert.Single(_measured, m => m.Name == "csr_llm_requests_total" && (string?)m.Tags["model"] == _model).Tags["outcome"]
        );
        Assert.Equal(
            ActivityStatusCode.Error,
            Assert.Single(_spans, span => (string?)span.GetTagItem("gen_ai.request.model") == _model).Status
        );
    }

    [Fact]
    public async Task GetStreamingResponseAsync_FaultInTheMiddle_CountsIt()
    {
        using var client = new MeteredChatClient(
            new ScriptedChatClient().Breaks("abc", new ModelException(ModelFault.Transient, "cut")),
            Prices,
            new FakeTimeProvider()
        );

        await Assert.ThrowsAsync<ModelException>(async () =>
            await client.GetStreamingResponseAsync("x", ForModel, Cancellation).ToChatResponseAsync(Cancellation)
        );

        Assert.Contains(
            _measured,
            m => m.Name == "csr_llm_requests_total" && (string?)m.Tags["model"] == _model && (string?)m.Tags["outcome"] == "transient"
        );
        Assert.Contains(_measured, m => m.Name == "csr_time_to_first_token_seconds" && (string?)m.Tags["model"] == _model);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_LeftBehind_CountsAsCancelled()
    {
        using var client = new MeteredChatClient(
            new ScriptedChatClient().Breaks("abcdefghi", new ModelException(ModelFault.Transient, "cut")),
            Prices,
            new FakeTimeProvider()
        );

        await foreach (var _ in client.GetStreamingResponseAsync("x", ForModel, Cancellation)) break;

        Assert.Equal(
            "cancelled",
            Assert.Single(_measured, m => m.Name == "csr_llm_requests_total" && (string?)m.Tags["model"] == _model).Tags["outcome"]
        );
    }

    [Fact]
    public void LabelOf_ManyModelsThatWereAskedFor_AreNamedEach()
    {
        var names = Enumerable.Range(0, 60).Select(number => $"asked-{number}");

        Assert.All(names, name => Assert.Equal(name, ModelMetrics.LabelOf(name, name)));
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static UsageContent Used(UsageDetails details) => new(details);

    private void Keep<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct =>
        _measured.Enqueue((instrument.Name, Convert.ToDouble(value, null), tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
}
