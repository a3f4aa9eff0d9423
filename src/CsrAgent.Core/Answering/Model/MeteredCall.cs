using System.Diagnostics;
using System.Text.Json;
using CsrAgent.Answering.Model.Prices;
using CsrAgent.Conversations;
using CsrAgent.Telemetry;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Records a model request as metrics and as a span that follows the OpenTelemetry conventions for generative AI. Never records its
/// content.
/// </summary>
internal sealed class MeteredCall : IDisposable
{
    private readonly ModelPrices _prices;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly string _requested;
    private readonly Activity? _span;
    private string _model;
    private string _outcome = "cancelled";
    private bool _spoke;

    public MeteredCall(ChatClientMetadata? metadata, string? requested, ModelPrices prices, TimeProvider time)
    {
        (_prices, _time, _started) = (prices, time, time.GetTimestamp());
        _model = _requested = requested ?? metadata?.DefaultModelId ?? "unknown";
        _span = AgentMeter.Activities.StartActivity($"chat {_model}", ActivityKind.Client);
        _span?.SetTag("gen_ai.operation.name", "chat");
        _span?.SetTag("gen_ai.provider.name", metadata?.ProviderName ?? "unknown");
        _span?.SetTag("gen_ai.request.model", _model);
    }

    private string Label => ModelMetrics.LabelOf(_model, _requested);

    public void Saw(ChatResponseUpdate update)
    {
        _model = update.ModelId ?? _model;
        if (_spoke || string.IsNullOrEmpty(update.Text)) return;
        _spoke = true;
        var after = _time.GetElapsedTime(_started);
        ModelMetrics.FirstToken(after, Label);
        _span?.SetTag("gen_ai.response.time_to_first_chunk", after.TotalSeconds);
    }

    public void Ended(string? model, ChatFinishReason? reason, UsageDetails? usage)
    {
        _model = model ?? _model;
        _outcome =
            reason == ChatFinishReason.ContentFilter ? "refused"
            : reason == ChatFinishReason.Length ? "cut"
            : "ok";
        var tokens = new TokenUsage(usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0);
        ModelMetrics.Used(tokens, usage?.CachedInputTokenCount ?? 0, Label);
        if (usage is not null && _prices.Find(_requested, _model) is { } price) ModelMetrics.Paid(price.Of(usage), Label);
        _span?.SetTag("gen_ai.response.model", _model);
        _span?.SetTag("gen_ai.response.finish_reasons", new[] { reason?.Value ?? "unknown" });
        _span?.SetTag("gen_ai.usage.input_tokens", tokens.Input);
        _span?.SetTag("gen_ai.usage.output_tokens", tokens.Output);
        _span?.SetTag("gen_ai.usage.cache_read.input_tokens", usage?.CachedInputTokenCount ?? 0);
    }

    /// <param name="policy">For which the model declined, or null.</param>
    public void Declined(string? policy)
    {
        if (policy is not null) _span?.SetTag("csr.refusal", policy);
    }

    public void Failed(Exception error)
    {
        _outcome = error is ModelException known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.Fault.ToString()) : "error";
        _span?.SetTag("error.type", _outcome);
        _span?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        ModelMetrics.Requested(_outcome, Label);
        _span?.Dispose();
    }
}
