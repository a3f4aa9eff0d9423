using CsrAgent.Host.Http;
using CsrAgent.Host.Identity;
using CsrAgent.Privacy;

namespace CsrAgent.Host.Admin;

/// <summary>What all admin endpoints share: the key, and an audit log entry for each change.</summary>
internal static class AdminGroup
{
    public const string Actor = "admin";

    public static RouteGroupBuilder MapAdmin(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/admin").WithTags("Admin").WithMetadata(EndpointSecurity.Admin).AddEndpointFilter(RequireKeyAsync);

    /// <summary>Writes the audit entry before the change, so that no change goes unrecorded.</summary>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder builder, string action) =>
        builder.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                var id = http.Request.RouteValues.GetValueOrDefault("id") as string ?? "-";
                var subject = http.RequestServices.GetRequiredService<Redactor>().Redact(id).Text;
                var entry = new AuditEntry(
                    0,
                    http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
                    Actor,
                    action,
                    subject,
                    null
                );
                await http.RequestServices.GetRequiredService<IAuditLog>().AppendAsync(entry, http.RequestAborted);
                return await next(context);
            }
        );

    private static ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return http.RequestServices.GetRequiredService<ApiKeys>().Accepts(http.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(
                Problem.Unauthorized(
                    "api_key_required",
                    $"Send the admin key in the header {ApiHeaders.ApiKey}; it is the value of API_KEY, or in DATA_DIR/api-key."
                )
            );
    }
}
