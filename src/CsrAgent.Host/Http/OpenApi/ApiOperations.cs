using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http.OpenApi;

/// <summary>What of an operation its signature does not say: who may call it, its headers, and its events.</summary>
internal static class ApiOperations
{
    public static async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Security = SecurityOf(metadata.OfType<EndpointSecurity>().LastOrDefault(), context.Document);
        foreach (var parameter in operation.Parameters ?? []) ApiParameters.Describe(parameter, $"/{context.Description.RelativePath}");
        foreach (var header in metadata.OfType<RequestHeader>())
        {
            (operation.Parameters ??= []).Add(ApiParameters.Header(header.Name, header.Description, header.Example));
        }
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is OpenApiResponse own) AddHeaders(own, status);
        }
        foreach (var events in metadata.OfType<EventStreamShape>()) await ApiEvents.AddAsync(operation, events, context, cancellationToken);
    }

    /// <summary>A customer's call needs nothing where CHAT_AUTH is open, and a back end's key does instead of a token.</summary>
    private static List<OpenApiSecurityRequirement> SecurityOf(EndpointSecurity? security, OpenApiDocument? document) =>
        security is null ? []
        : security == EndpointSecurity.Admin ? [Needs(EndpointSecurity.Admin, document)]
        : [Needs(EndpointSecurity.Session, document), Needs(EndpointSecurity.Admin, document), new OpenApiSecurityRequirement()];

    private static OpenApiSecurityRequirement Needs(EndpointSecurity security, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(security.Scheme, document)] = [] };

    private static void AddHeaders(OpenApiResponse response, string status)
    {
        if (status is "429" or "503") AddHeader(response, "Retry-After", "Seconds after which to send the request again.", "2");
        if (status is "201" or "202") AddHeader(response, "Location", "Where what was made, or the answer, is.", "/api/v1/chat/demo-1");
        if (status is "202")
        {
            AddHeader(response, "Retry-After", "Seconds after which to look.", "1");
            AddHeader(response, "Preference-Applied", "Where the request had Prefer: respond-async.", "respond-async");
        }
    }

    private static void AddHeader(OpenApiResponse response, string name, string description, string example) =>
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] },
        };
}
