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
                        };
                        document.Components ??= new OpenApiComponents();
                        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            [EndpointSecurity.Admin.Scheme] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.ApiKey,
                                In = ParameterLocation.Header,
                                Name = ApiHeaders.ApiKey,
                            },
                            [EndpointSecurity.Session.Scheme] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                            },
                        };
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                        if (metadata.OfType<EndpointSecurity>().LastOrDefault() is { Scheme: var scheme })
                        {
                            operation.Security =
                            [
                                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] },
                            ];
                        }
                        return Task.CompletedTask;
                    }
                );
            }
        );

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
