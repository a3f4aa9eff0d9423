using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace CsrAgent.Host.Pages;

/// <summary>
/// Compresses the files of the chat page and the widget, which every visitor of a site loads. Nothing else: what a customer has written and
/// a secret must not be compressed together, and compression would hold back the events of a stream.
/// </summary>
internal static class PageCompression
{
    private static readonly string[] Types = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

    public static IServiceCollection AddPageCompression(this IServiceCollection services) =>
        services
            .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal)
            .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal)
            .AddResponseCompression(options =>
            {
                options.EnableForHttps = true;
                options.MimeTypes = Types;
                options.Providers.Add<BrotliCompressionProvider>();
                options.Providers.Add<GzipCompressionProvider>();
            });
}
