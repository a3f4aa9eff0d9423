using System.Text.Json.Serialization;
using CsrAgent.Bench.Load;

namespace CsrAgent.Bench;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(ChatHistory))]
[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class BenchJson : JsonSerializerContext;

internal sealed record ChatMessage(string SessionId, string UserId, string Message, string MessageId);

/// <summary>What the load looks at in a reply.</summary>
internal sealed record ChatReply(string SessionId, string Message, string Status, bool Degraded)
{
    /// <summary>The status of a conversation that no person had to take over.</summary>
    public const string WithAgent = "bot";
}

internal sealed record ChatHistory(IReadOnlyList<ChatHistoryMessage> Messages);

internal sealed record ChatHistoryMessage(string? MessageId, string Role, string? TurnId);
