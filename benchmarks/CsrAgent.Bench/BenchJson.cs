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
