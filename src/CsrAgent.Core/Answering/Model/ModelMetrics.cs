using System.Diagnostics.Metrics;
using CsrAgent.Conversations;
using CsrAgent.Telemetry;

namespace CsrAgent.Answering.Model;

/// <summary>Metrics of model requests and their cost. Dashboards rely on the names; a unit would change them.</summary>
internal static class ModelMetrics
{
    /// <summary>An endpoint says itself which model has answered.</summary>
    private static readonly BoundedLabel Models = new(max: 50);

    private static readonly Counter<long> Requests = AgentMeter.Meter.CreateCounter<long>(
        "csr_llm_requests_total",
        description: "Model requests by outcome: ok, refused, cut, cancelled, error, or the fault"
    );

    private static readonly Counter<long> Tokens = AgentMeter.Meter.CreateCounter<long>(
        "csr_llm_tokens_used_total",
        description: "Tokens by type: input, output; and cached_input, which is part of input"
    );

    private static readonly Counter<double> Cost = AgentMeter.Meter.CreateCounter<double>(
        "csr_llm_cost_total",
        description: "Cost of model requests in US dollars, by list price or MODEL_PRICES."
    );

    private static readonly Histogram<double> TimeToFirstToken = AgentMeter.Meter.CreateHistogram<double>(
        "csr_time_to_first_token_seconds",
        description: "From a streamed request to its first text"
    );

    public static void Requested(string outcome, string model) => Requests.Add(1, new("outcome", outcome), Model(model));

    public static void Used(TokenUsage usage, long cached, string model)
    {
        Tokens.Add(usage.Input, new("type", "input"), Model(model));
        Tokens.Add(usage.Output, new("type", "output"), Model(model));
        if (cached > 0) Tokens.Add(cached, new("type", "cached_input"), Model(model));
    }

    public static void Paid(double dollars, string model) => Cost.Add(dollars, Model(model));

    public static void FirstToken(TimeSpan after, string model) =>
        TimeToFirstToken.Record(after.TotalSeconds, Model(model));

    /// <param name="answered">The model that the endpoint names; one that was not asked for is one of a bounded number.</param>
    /// <param name="requested">By this server, from its settings.</param>
    public static string LabelOf(string answered, string requested) => answered == requested ? answered : Models.Of(answered);

    private static KeyValuePair<string, object?> Model(string label) => new("model", label);
}
