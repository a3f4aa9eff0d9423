using System.Net;

namespace CsrAgent.Adapters.Claude;

internal static class ClaudeHttp
{
    /// <summary>
    /// HTTP/2 if TLS negotiates it: many calls share a socket, which saves CPU. No timeout of its own: attempts are limited by the
    /// resilience pipeline, so that a live stream is not cut off.
    /// </summary>
    public static HttpClient Create(ClaudeOptions options, TimeProvider time) =>
        new(new ClaudeErrorHandler(time) { InnerHandler = new ClaudeHttp2Handler { InnerHandler = CreateSockets(options) } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static SocketsHttpHandler CreateSockets(ClaudeOptions options) =>
        new()
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            // A redirect would send the key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
}
