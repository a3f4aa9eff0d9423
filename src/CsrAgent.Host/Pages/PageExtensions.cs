using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CsrAgent.Host.Pages;

/// <summary>Serves the chat page and the widget.</summary>
internal static class PageExtensions
{
    public static IServiceCollection AddChatPage(this IServiceCollection services) =>
        services.AddPageCompression().AddSingleton<PageBundles>();

    public static void UseChatPage(this WebApplication app)
    {
        app.UseResponseCompression();
        app.Use(ServeAsync);
    }

    public static string ReadText(this IFileProvider root, string path)
    {
        using var reader = new StreamReader(root.GetFileInfo(path).CreateReadStream());
        return reader.ReadToEnd();
    }

    private static Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
        var path = request.Path.Value?.TrimStart('/') ?? "";
        if (path.StartsWith("api/", StringComparison.Ordinal)) return next(context);
        if (context.RequestServices.GetRequiredService<PageBundles>().Find(path) is not { } file) return next(context);
        // A page that another version of the server wrote asks by that version's name; it must not keep what it gets.
        var isOwn = file.IsImmutable && file.Name == path;
        context.Response.Headers.CacheControl =
            isOwn ? "public, max-age=31536000, immutable"
            : file.IsImmutable ? "no-store"
            : "no-cache";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var isPacked = request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality is null or > 0);
        if (isPacked) context.Response.Headers.ContentEncoding = "br";
        var tag = new EntityTagHeaderValue(isPacked ? $"\"{file.Hash}-br\"" : $"\"{file.Hash}\"");
        var content = isPacked ? file.Brotli : file.Content;
        return TypedResults.Bytes(content, $"{file.Type}; charset=utf-8", entityTag: tag).ExecuteAsync(context);
    }
}
