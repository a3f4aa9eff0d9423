using CsrAgent.Adapters.Claude.Requests;

namespace CsrAgent.Tests.Adapters.Claude;

/// <summary>The buffer goes back to the pool once, and never while it may still be on its way.</summary>
public sealed class ClaudeRequestContentTests
{
    [Fact]
    public void Write_MoreThanFits_KeepsEveryByte()
    {
        var bytes = new PooledBytes(16);
        var expected = Enumerable.Range(0, 10_000).Select(i => (byte)i).ToArray();

        foreach (var part in expected.Chunk(37))
        {
            part.CopyTo(bytes.GetSpan(part.Length));
            bytes.Advance(part.Length);
        }

        Assert.Equal(expected, bytes.WrittenMemory.ToArray());
        bytes.Return();
        Assert.Equal(0, bytes.Length);
        bytes.Return();
    }

    [Fact]
    public async Task Dispose_SentWhole_ReturnsTheBuffer()
    {
        var content = New();

        await content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        content.Dispose();

        Assert.Equal(0, content.Body.Length);
    }

    [Fact]
    public void Dispose_NeverSent_KeepsTheBuffer()
    {
        var content = New();

        content.Dispose();

        Assert.Equal("words", System.Text.Encoding.UTF8.GetString(content.Body.Span));
    }

    [Fact]
    public async Task Dispose_WhileBeingSent_KeepsTheBuffer()
    {
        var (content, stuck) = (New(), new StuckStream());
        var sending = content.CopyToAsync(stuck, TestContext.Current.CancellationToken);

        content.Dispose();

        Assert.Equal("words", System.Text.Encoding.UTF8.GetString(content.Body.Span));
        stuck.Fail();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        content.Dispose();
        Assert.Equal(5, content.Body.Length);
    }

    private static ClaudeRequestContent New()
    {
        var bytes = new PooledBytes(16);
        "words"u8.CopyTo(bytes.GetSpan(5));
        bytes.Advance(5);
        return new(bytes);
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly TaskCompletionSource _stuck = new();

        public void Fail() => _stuck.SetException(new IOException("The connection was reset."));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(_stuck.Task);
    }
}
