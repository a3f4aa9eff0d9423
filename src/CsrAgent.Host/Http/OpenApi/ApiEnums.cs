using System.Text.Json.Nodes;
using CsrAgent.Answering.Review;
using CsrAgent.Conversations;
using CsrAgent.Sentiment;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>The values of the properties that have a closed set of them.</summary>
internal static class ApiEnums
{
    private static readonly Dictionary<string, Type> OfProperties = new(StringComparer.Ordinal)
    {
        ["status"] = typeof(ConversationStatus),
        ["role"] = typeof(MessageRole),
        ["rating"] = typeof(FeedbackRating),
        ["state"] = typeof(EscalationState),
        ["reason"] = typeof(EscalationReason),
        ["priority"] = typeof(EscalationPriority),
        ["sentiment"] = typeof(SentimentLabel),
        ["emotion"] = typeof(Emotion),
    };

    /// <summary>Those that have such a name, and other values.</summary>
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["AcceptedBody.status"] = ["accepted"],
        ["HealthBody.status"] = ["live", "ready", "not_ready"],
        ["SourceBody.state"] = ["ok", "stale", "fault", "syncing"],
        ["DeadLetterBody.reason"] = [],
        ["DayBody.sentiment"] = [],
        ["ContradictionBody.kind"] = [.. WireName.AllOf(typeof(ContradictionKind))],
        ["ContradictionBody.verdict"] = [.. WireName.AllOf(typeof(ContradictionVerdict))],
    };

    /// <summary>Null where it takes any text.</summary>
    public static List<JsonNode>? Of(string type, string property) =>
        Others.TryGetValue($"{type}.{property}", out var others)
            ? others.Length == 0 ? null : [.. others.Select(value => (JsonNode)value)]
            : OfProperties.TryGetValue(property, out var values) ? Values(values)
            : null;

    /// <summary>The sets that several properties or parameters take.</summary>
    public static IReadOnlyCollection<Type> Shared => OfProperties.Values;

    public static List<JsonNode> Values(Type type) => [.. WireName.AllOf(type).Select(name => (JsonNode)name)];
}
