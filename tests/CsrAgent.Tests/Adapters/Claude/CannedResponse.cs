using System.Net;
using System.Net.Http.Headers;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>Answers every request with the same bytes, in two pieces or, for a negative split, one by one.</summary>
internal sealed class CannedResponse(byte[] body, int split, bool stream) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new StreamContent(new PieceStream(body, split));
        content.Headers.ContentType = new MediaTypeHeaderValue(stream ? "text/event-stream" : "application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }

    private sealed class PieceStream : MemoryStream
    {
        private readonly byte[] _body;
        private readonly int _split;

        public PieceStream(byte[] body, int split)
            : base(body) => (_body, _split) = (body, split);

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, Next());
            _body.AsSpan((int)Position, count).CopyTo(buffer);
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, count));

        private int Next()
        {
            var left = (int)(Length - Position);
            return _split < 0 ? Math.Min(1, left) : Math.Min(Position < _split ? (int)(_split - Position) : left, left);
        }
    }
}
