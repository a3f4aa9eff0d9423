using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace CsrAgent.Adapters.Qdrant;

/// <summary>
/// The client of this process. It connects with the first call, and again by itself; whatever it throws comes out as a
/// <see cref="QdrantException"/>.
/// </summary>
internal sealed class QdrantConnection : IDisposable
{
    /// <summary>More than any page of memories has.</summary>
    private const int MaxMessage = 16 * 1024 * 1024;

    private readonly GrpcChannel _channel;
    private readonly QdrantClient _client;

    public QdrantConnection(IOptions<QdrantOptions> options)
    {
        var settings = options.Value;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // It would carry the key elsewhere.
            ConnectTimeout = settings.Timeout,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
        };
        if (settings.CaFile is { } file) Trust(handler, file);
        _channel = GrpcChannel.ForAddress(
            settings.Url ?? throw new CsrAgentException("QDRANT_URL is not set."),
            new GrpcChannelOptions
            {
                HttpHandler = settings.ApiKey is { } key ? new ApiKeyHandler(key, handler) : handler,
                DisposeHttpClient = true,
                MaxReceiveMessageSize = MaxMessage,
            }
        );
        _client = new QdrantClient(new QdrantGrpcClient(_channel), settings.Timeout);
    }

    /// <exception cref="QdrantException">Qdrant is away, slow, full, or answers garbage.</exception>
    public async Task<T> CallAsync<T>(Func<QdrantClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(_client, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (RpcException e)
        {
            throw QdrantException.Of(e);
        }
        catch (Exception e) when (e is QdrantException or Google.Protobuf.InvalidProtocolBufferException or InvalidOperationException)
        {
            throw e as QdrantException ?? new QdrantException("Qdrant answers garbage: check that QDRANT_URL is its gRPC port.", e);
        }
    }

    /// <summary>The same, or what was given where the collection is not there (yet).</summary>
    public async Task<T> CallAsync<T>(Func<QdrantClient, CancellationToken, Task<T>> call, T missing, CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(call, cancellationToken);
        }
        catch (QdrantException e) when (e.InnerException is RpcException { StatusCode: StatusCode.NotFound })
        {
            return missing;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _channel.Dispose();
    }

    private static void Trust(SocketsHttpHandler handler, string file)
    {
        X509Certificate2Collection trusted;
        try
        {
            trusted = [];
            trusted.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CsrAgentException($"QDRANT_CA_FILE '{file}' cannot be read as PEM: {e.Message}", e);
        }
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // A company's own authority rarely says what it has revoked.
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
    }

    private sealed class ApiKeyHandler(string key, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("api-key", key);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
