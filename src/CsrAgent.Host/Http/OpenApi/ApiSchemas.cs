using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>Makes schemas say what the server does: what may be left out, which values there are, what a problem has.</summary>
internal static class ApiSchemas
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["ChatRequest"] = """{"user_id": "ann", "message": "I need help resetting my password"}""",
        ["SessionRequest"] = """{"user_id": "ann"}""",
        ["FeedbackRequest"] = """{"turn_id": "turn_01a20420e699", "rating": "up"}""",
        ["AnalyzeRequest"] = """{"text": "I have waited for three weeks, and nobody answers!"}""",
        ["SearchRequest"] = """{"query": "How do I track my order?", "limit": 3}""",
        ["AgentRequest"] = """{"agent": "Maria"}""",
        ["AgentReplyRequest"] = """{"agent": "Maria", "message": "I have looked at your order."}""",
        ["ArticleRequest"] = """
            {"id": "kb-900", "title": "Opening hours", "body": "We are open from 9 to 5.", "url": "https://shop.example.com/help/hours"}
            """,
    };

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is { } property && context.JsonPropertyInfo.PropertyType == typeof(string))
        {
            schema.Enum = ApiEnums.Of(property.DeclaringType.Name, property.Name) ?? schema.Enum;
            if (schema.Enum is not null && schema.Type?.HasFlag(JsonSchemaType.Null) == true) schema.Enum.Add(JsonNullSentinel.JsonNull);
            return Task.CompletedTask;
        }
        if (schema.Properties is null) return Task.CompletedTask;
        foreach (var absent in context.JsonTypeInfo.Properties.Where(IsLeftOutWhenNull)) schema.Required?.Remove(absent.Name);
        if (type == typeof(ProblemDetails)) AddExtensions(schema);
        if (!type.Name.EndsWith("Request", StringComparison.Ordinal)) return Task.CompletedTask;
        foreach (var optional in context.JsonTypeInfo.Properties.Where(one => one.IsGetNullable)) schema.Required?.Remove(optional.Name);
        if (Examples.TryGetValue(type.Name, out var example)) schema.Examples = [JsonNode.Parse(example)!];
        return Task.CompletedTask;
    }

    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static void AddExtensions(OpenApiSchema problem)
    {
        problem.Properties!["code"] = Text("What is wrong, for programs; it does not change.");
        problem.Properties["field"] = Text("The field or parameter at fault; absent where it is none.");
        problem.Properties["trace_id"] = Text("The request's trace, to give to the operator.");
        problem.Required = new HashSet<string>(StringComparer.Ordinal) { "code", "status", "title" };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
