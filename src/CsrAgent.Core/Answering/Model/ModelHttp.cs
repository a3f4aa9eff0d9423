using System.Net;

namespace CsrAgent.Answering.Model;

/// <summary>The HTTP client for every model.</summary>
public static class ModelHttp
{
    /// <summary>
    /// HTTP/2 if TLS negotiates it, so that many calls share a socket; HTTP/1.1 to local servers. No timeout of its own: attempts are
    /// limited by the resilience pipeline, so that a live stream is not cut off.
    /// </summary>
    /// <param name="outermost">Sees each request first and each response last; its inner handler is set here.</param>
    /// <param name="connectTimeout">For one connection.</param>
    public static HttpClient Create(DelegatingHandler outermost, TimeSpan connectTimeout)
    {
        outermost.InnerHandler = new Http2Handler { InnerHandler = CreateSockets(connectTimeout) };
        return new(outermost) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc cref="Create(DelegatingHandler, TimeSpan)"/>
    public static HttpClient Create(TimeSpan connectTimeout) =>
        new(new Http2Handler { InnerHandler = CreateSockets(connectTimeout) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>
    /// The same without what <see cref="HttpClient"/> adds for each request: a token source and a buffer for the body. The body has to be
    /// read as a stream.
    /// </summary>
    /// <inheritdoc cref="Create(DelegatingHandler, TimeSpan)" path="/param"/>
    public static HttpMessageInvoker CreateInvoker(TimeSpan connectTimeout) =>
        new(new Http2Handler { InnerHandler = CreateSockets(connectTimeout) });

    private static SocketsHttpHandler CreateSockets(TimeSpan connectTimeout) =>
        new()
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = connectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            // A redirect would send the key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        };
}
