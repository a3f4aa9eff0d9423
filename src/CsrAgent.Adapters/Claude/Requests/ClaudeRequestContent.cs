using System.Net;
using System.Net.Http.Headers;

namespace CsrAgent.Adapters.Claude.Requests;

/// <summary>A request's body. Owns its buffer.</summary>
/// <remarks>
/// The buffer goes back to the pool only if it was sent whole. A request that was cancelled may still be on its way to the socket, and its
/// buffer must not be filled with another customer's words meanwhile: that one is left to the garbage collector.
/// </remarks>
internal sealed class ClaudeRequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly PooledBytes _body;
    private int _sending;
    private volatile bool _sent;

    public ClaudeRequestContent(PooledBytes body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sending);
        await stream.WriteAsync(_body.WrittenMemory, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _sent = Interlocked.Decrement(ref _sending) == 0;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        // An attempt that failed leaves its count behind, and so the buffer out of the pool.
        if (disposing && _sent && Volatile.Read(ref _sending) == 0) _body.Return();
        base.Dispose(disposing);
    }
}
