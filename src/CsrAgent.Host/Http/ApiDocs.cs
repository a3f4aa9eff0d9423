using Microsoft.OpenApi;

namespace CsrAgent.Host.Http;

/// <summary>The OpenAPI 3.1 document and its Swagger UI.</summary>
internal static class ApiDocs
{
    private const string DocumentName = "openapi";
    private const string AdminScheme = "apiKey";
    private const string SessionScheme = "session";

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
                            [AdminScheme] = new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.ApiKey,
                                In = ParameterLocation.Header,
                                Name = ApiHeaders.ApiKey,
                            },
                            [SessionScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                        };
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        if (SchemeOf(context.Description.RelativePath ?? "") is { } scheme)
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
            options.SwaggerEndpoint("/api/v1/openapi.json", "CSR Agent v1");
            options.DocumentTitle = "CSR Agent API";
        });
        return app;
    }

    private static string? SchemeOf(string path) =>
        path.StartsWith("api/v1/admin/", StringComparison.Ordinal) ? AdminScheme
        : path.StartsWith("api/v1/chat", StringComparison.Ordinal) ? SessionScheme
        : null;
}
