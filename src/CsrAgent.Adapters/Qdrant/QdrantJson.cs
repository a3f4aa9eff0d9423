using System.Text.Json.Serialization;
using CsrAgent.Memory;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>What a point's payload holds as JSON. After an additive change to a record, older points can still be read.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CustomerMemory))]
internal sealed partial class QdrantJson : JsonSerializerContext;
