using System.Text.Unicode;

namespace CsrAgent.Bench.Stub;

/// <summary>
/// An answer as the API gives it: the first paragraph of the first search result, cited, and a closing question. So a server that
/// checks its answers finds the same as with a model that stands on the articles.
/// </summary>
internal static class StubAnswer
{
    private const int Frame = 4096;
    private const string Usage =
        """{"input_tokens":3000,"cache_creation_input_tokens":0,"cache_read_input_tokens":1200,"output_tokens":120}""";
    private const string Closing = "\\n\\nIs there anything else that I can help you with?";
    private const string Start = "\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"bench\"";

    public static byte[] Whole(ReadOnlySpan<byte> request)
    {
        var quote = StubQuote.Find(request);
        Span<byte> buffer = new byte[Frame + 2 * quote.Text.Length];
        var fits = Utf8.TryWrite(
            buffer,
            $$"""
            {{{Start}},"content":[
            {"type":"text","text":"{{quote.Text}}","citations":[{{Citation(quote)}}]},
            {"type":"text","text":"{{Closing}}"}],
            "stop_reason":"end_turn","stop_sequence":null,"usage":{{Usage}}}
            """,
            out var length
        );
        return fits ? buffer[..length].ToArray() : throw TooLong(quote);
    }

    public static byte[] Events(ReadOnlySpan<byte> request)
    {
        var quote = StubQuote.Find(request);
        Span<byte> buffer = new byte[Frame + 2 * quote.Text.Length];
        var fits = Utf8.TryWrite(
            buffer,
            $$$"""
            event: message_start
            data: {"type":"message_start","message":{{{{Start}}},"content":[],"stop_reason":null,"stop_sequence":null,"usage":{{{Usage}}}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{quote.Text}}}"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{{{Citation(quote)}}}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Closing}}}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{{{Usage}}}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
            out var length
        );
        return fits ? buffer[..length].ToArray() : throw TooLong(quote);
    }

    private static ReadOnlySpan<byte> Citation(StubQuote quote)
    {
        if (quote.Source.IsEmpty) return [];
        Span<byte> buffer = new byte[Frame + quote.Text.Length];
        var fits = Utf8.TryWrite(
            buffer,
            $$"""
            {"type":"search_result_location","cited_text":"{{quote.Text}}","source":"{{quote.Source}}","title":"{{quote.Title}}",
            "search_result_index":0,"start_block_index":0,"end_block_index":1}
            """,
            out var length
        );
        return fits ? buffer[..length].ToArray() : throw TooLong(quote);
    }

    private static InvalidOperationException TooLong(StubQuote quote) =>
        new(
            $"An article's title or id is too long for the stub ({quote.Title.Length} and {quote.Source.Length} bytes); "
                + "shorten it below 1,000."
        );
}
