using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsrAgent.Adapters.Elasticsearch;

/// <summary>Reads answers whose shape is Elasticsearch's, unless something else answers at its address.</summary>
internal static class AnswerNodes
{
    /// <exception cref="JsonException">There is no such member.</exception>
    public static JsonNode At(this JsonNode? node, string member) =>
        (node as JsonObject)?[member] ?? throw new JsonException($"The answer has no \"{member}\" where Elasticsearch has one.");
}
