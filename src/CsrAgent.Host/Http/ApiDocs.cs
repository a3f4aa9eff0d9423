using CsrAgent.Host.Http.OpenApi;
using Microsoft.OpenApi;

namespace CsrAgent.Host.Http;

/// <summary>The OpenAPI 3.1 document and its Swagger UI.</summary>
internal static class ApiDocs
{
    private const string DocumentName = "openapi";

    public static IServiceCollection AddApiDocs(this IServiceCollection services) =>
        services.AddOpenApi(
            DocumentName,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "CSR Agent",
                            Version = "v1",
                            Description =
                                "An AI customer service agent. Errors are application/problem+json with code and, where one field is at "
                                + "fault, field.",
                            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                        };
                        document.Tags = Tags();
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            [EndpointSecurity.Admin.Scheme] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.ApiKey,
                                In = ParameterLocation.Header,
                                Name = ApiHeaders.ApiKey,
                                Description = "An admin key (API_KEY): of administrators, and of back ends that speak for customers.",
                            },
                            [EndpointSecurity.Session.Scheme] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                                Description =
                                    "A session's token (CHAT_AUTH=token), or your own signed token of the customer (CHAT_AUTH=jwt). "
                                    + "Not needed with CHAT_AUTH=open.",
                            },
                        };
                        return Task.CompletedTask;
                    }
                );
                options.AddDocumentTransformer(ApiReferences.TransformAsync);
                options.AddOperationTransformer(ApiOperations.TransformAsync);
                options.AddSchemaTransformer(ApiSchemas.TransformAsync);
            }
        );

    private static HashSet<OpenApiTag> Tags() =>
        [
            new() { Name = "Chat", Description = "What customers and front ends call." },
            new() { Name = "Admin", Description = "What administrators, back ends and the people of hand-offs call." },
            new() { Name = "Verification", Description = "Whether a text was generated." },
            new() { Name = "Health", Description = "What probes call." },
        ];

    public static WebApplication MapApiDocs(this WebApplication app)
    {
        app.MapOpenApi("/api/v1/{documentName}.json");
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "api/v1/docs";
            // Relative, so that it works below any prefix.
            options.SwaggerEndpoint("../openapi.json", "CSR Agent v1");
            options.DocumentTitle = "CSR Agent API";
        });
        return app;
    }
}
