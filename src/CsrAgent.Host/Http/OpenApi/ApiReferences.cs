using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>
/// Lets what several places share have one name and be referred to: generators make a type of each schema that has no name, such as
/// <c>Status2</c>.
/// </summary>
internal static class ApiReferences
{
    /// <summary>Where ASP.NET notes the name that a schema would have as a component, and that the property takes null.</summary>
    private const string SchemaId = "x-schema-id",
        IsNullable = "x-is-nullable-property";

    private static readonly Dictionary<string, Type> Enums = ApiEnums.Shared.ToDictionary(type => Key(ApiEnums.Values(type)));

    public static Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var type in ApiEnums.Shared)
        {
            document.AddComponent(type.Name, new OpenApiSchema { Type = JsonSchemaType.String, Enum = ApiEnums.Values(type) });
        }
        foreach (var schema in document.Components!.Schemas!.Values.Where(schema => schema.Properties is not null).ToList())
        {
            foreach (var (name, property) in schema.Properties!.ToList())
            {
                if (ReferenceTo(property, document) is { } reference) schema.Properties![name] = reference;
            }
        }
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.ToList() ?? []))
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                if (parameter.Schema is { } values) parameter.Schema = ReferenceTo(values, document) ?? values;
            }
        }
        return Task.CompletedTask;
    }

    private static IOpenApiSchema? ReferenceTo(IOpenApiSchema schema, OpenApiDocument document)
    {
        if (schema is not OpenApiSchema own || NameOf(own, document) is not { } name) return null;
        var reference = new OpenApiSchemaReference(name, document) { Description = own.Description };
        return own.Type?.HasFlag(JsonSchemaType.Null) == true || NoteOf(own, IsNullable) is true
            ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] }
            : reference;
    }

    private static string? NameOf(OpenApiSchema schema, OpenApiDocument document) =>
        schema.Enum is { } values ? Enums.GetValueOrDefault(Key(values))?.Name
        : NoteOf(schema, SchemaId) is string id && document.Components!.Schemas!.ContainsKey(id) ? id
        : null;

    private static object? NoteOf(OpenApiSchema schema, string name) =>
        schema.Metadata is { } notes && notes.TryGetValue(name, out var note) ? note : null;

    private static string Key(IEnumerable<JsonNode> values) =>
        string.Join('|', values.Where(value => !JsonNullSentinel.IsJsonNullSentinel(value)));
}
