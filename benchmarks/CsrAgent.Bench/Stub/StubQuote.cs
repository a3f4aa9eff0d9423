namespace CsrAgent.Bench.Stub;

/// <summary>What of a request the stub repeats, as it stands there: still escaped, and so ready for the answer's JSON.</summary>
internal readonly ref struct StubQuote
{
    public required ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Empty when the request has no search result; then there is nothing to cite.</summary>
    public ReadOnlySpan<byte> Source { get; init; }

    public ReadOnlySpan<byte> Title { get; init; }

    public static StubQuote Find(ReadOnlySpan<byte> request)
    {
        var at = request.IndexOf("\"type\":\"search_result\""u8);
        if (at < 0) return new() { Text = "Hello! What can I do for you?"u8 };

        // The object's own beginning: its members come in an order that is the client's.
        var start = request[..at].LastIndexOf("\"role\""u8);
        var block = request[Math.Max(0, start)..];
        return new()
        {
            Text = Member(block, "\"text\":\""u8),
            Source = Member(block, "\"source\":\""u8),
            Title = Member(block, "\"title\":\""u8),
        };
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> block, ReadOnlySpan<byte> opening)
    {
        var start = block.IndexOf(opening) + opening.Length;
        var end = start;
        while (block[end] != '"') end += block[end] == '\\' ? 2 : 1;
        return block[start..end];
    }
}
