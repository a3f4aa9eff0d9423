namespace CsrAgent.Host.Http;

/// <summary>Sets the headers of every response.</summary>
internal static class SecurityHeaders
{
    private const string Strict =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action "
        + "'self'; frame-ancestors 'none'";

    // Swagger UI sets inline styles.
    private const string Docs =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // When the response starts, since the error handler clears headers set earlier.
                context.Response.OnStarting(Write, context);
                return next(context);
            }
        );

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api/v1/docs", StringComparison.Ordinal) ? Docs : Strict;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) return Task.CompletedTask;
        // The same for everybody, and said so by its endpoint.
        if (headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal)) return Task.CompletedTask;
        // A proxy that compresses a stream holds back its events.
        headers.CacheControl = ServerSentEvents.Is(context.Response) ? "no-store, no-transform" : "no-store";
        return Task.CompletedTask;
    }
}
