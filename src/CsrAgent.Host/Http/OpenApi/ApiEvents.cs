using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>
/// Event streams. To a generated client they are bytes to read as they come, which generators know as <c>binary</c>; with a schema of the
/// events in that place they wait for the end and parse one JSON text. What the bytes hold is their content schema, a component by name.
/// </summary>
internal static class ApiEvents
{
    private const string MediaType = "text/event-stream";

    public static async Task AddAsync(
        OpenApiOperation operation,
        EventStreamShape stream,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var document = context.Document!;
        var shapes = new List<IOpenApiSchema>();
        foreach (var (name, type) in stream.Events)
        {
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
            shapes.Add(ShapeOf(name, new OpenApiSchemaReference(type.Name, document)));
        }
        document.AddComponent(
            stream.Name,
            new OpenApiSchema
            {
                Description = "One event of the stream: its name, and its data, which is a line of JSON.",
                OneOf = shapes,
            }
        );
        var response = (OpenApiResponse)operation.Responses!["200"];
        (response.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))[MediaType] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Description = $"Events as they happen, each a {stream.Name}. Comments keep the connection open.",
                Type = JsonSchemaType.String,
                Format = "binary",
                ContentMediaType = MediaType,
                ContentSchema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchemaReference(stream.Name, document),
                },
            },
        };
    }

    private static OpenApiSchema ShapeOf(string name, OpenApiSchemaReference data) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Title = name,
            Required = new HashSet<string>(StringComparer.Ordinal) { "event", "data" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["event"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = name },
                ["data"] = data,
            },
        };
}
