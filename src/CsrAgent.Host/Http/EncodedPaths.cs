using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CsrAgent.Host.Http;

/// <summary>
/// Names in the path as the client meant them. The server decodes a path before it routes, all but <c>%2F</c>, and takes the segments
/// <c>%2E</c> and <c>%2E%2E</c> for steps through folders; so a name with a slash, or of dots, would be read as another one.
/// </summary>
internal static class EncodedPaths
{
    /// <summary>A segment that routing leaves alone; the name is read from the request's line afterwards.</summary>
    private const string Dots = "%2E";

    /// <summary>A name as one segment of a path that arrives as it is: dots alone would be steps through folders.</summary>
    public static string Escape(string name) =>
        name is "." or ".." ? name.Replace(".", Dots, StringComparison.Ordinal) : Uri.EscapeDataString(name);

    /// <summary>Before routing.</summary>
    public static IApplicationBuilder UseEncodedDots(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (IsEncoded(context) && RawSegments(context) is var raw && raw.Any(IsEncodedDots))
                {
                    context.Request.Path = "/" + string.Join('/', raw.Select(s => IsEncodedDots(s) ? Dots : Uri.UnescapeDataString(s)));
                }
                return next(context);
            }
        );

    /// <summary>After routing: what the route found is read anew.</summary>
    public static IApplicationBuilder UseDecodedNames(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint() is RouteEndpoint { RoutePattern: { Parameters.Count: > 0 } pattern }) Decode(context, pattern);
                return next(context);
            }
        );

    // Counted from the end: a proxy's prefix may stand before.
    private static void Decode(HttpContext context, RoutePattern pattern)
    {
        var raw = RawSegments(context);
        for (var fromEnd = 1; fromEnd <= Math.Min(raw.Length, pattern.PathSegments.Count); fromEnd++)
        {
            if (pattern.PathSegments[^fromEnd].Parts is [RoutePatternParameterPart { IsCatchAll: false } parameter])
            {
                context.Request.RouteValues[parameter.Name] = Uri.UnescapeDataString(raw[^fromEnd]);
            }
        }
    }

    private static string[] RawSegments(HttpContext context)
    {
        return RawTarget(context).Split('?', 2)[0].TrimStart('/').Split('/');
    }

    private static bool IsEncoded(HttpContext context) => RawTarget(context).Contains('%', StringComparison.Ordinal);

    private static string RawTarget(HttpContext context) => context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";

    private static bool IsEncodedDots(string segment) =>
        segment.Contains('%', StringComparison.Ordinal) && Uri.UnescapeDataString(segment) is "." or "..";
}
