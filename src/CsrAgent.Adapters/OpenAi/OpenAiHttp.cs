using System.Net;
using CsrAgent.Adapters.OpenAi.Dialects;

namespace CsrAgent.Adapters.OpenAi;

internal static class OpenAiHttp
{
    /// <summary>
    /// HTTP/2 if TLS negotiates it, HTTP/1.1 to local servers. No timeout of its own: attempts are limited by the resilience pipeline.
    /// </summary>
    public static HttpClient Create(OpenAiOptions options) =>
        new(new DialectHandler { InnerHandler = new OpenAiHttp2Handler { InnerHandler = CreateSockets(options) } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static SocketsHttpHandler CreateSockets(OpenAiOptions options) =>
        new()
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            // A redirect would send the key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
        };
}
