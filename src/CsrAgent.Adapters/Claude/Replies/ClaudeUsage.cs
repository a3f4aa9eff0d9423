using System.Text.Json;
using CsrAgent.Answering.Model.Prices;
using Microsoft.Extensions.AI;

namespace CsrAgent.Adapters.Claude.Replies;

/// <summary>The tokens of a reply. A stream tells them at its beginning and, as running totals, at its end.</summary>
internal sealed class ClaudeUsage
{
    private long _uncached;
    private long _written;
    private long _read;
    private long _output;
    private long _thinking;

    public void Read(JsonElement usage)
    {
        _uncached = usage.FindNumber("input_tokens") ?? _uncached;
        _written = usage.FindNumber("cache_creation_input_tokens") ?? _written;
        _read = usage.FindNumber("cache_read_input_tokens") ?? _read;
        _output = usage.FindNumber("output_tokens") ?? _output;
        _thinking = usage.Find("output_tokens_details").FindNumber("thinking_tokens") ?? _thinking;
    }

    /// <summary>Their input has all of the prompt, whether it came from the cache or not.</summary>
    public UsageDetails ToDetails() =>
        new()
        {
            InputTokenCount = _uncached + _written + _read,
            CachedInputTokenCount = _read,
            OutputTokenCount = _output,
            ReasoningTokenCount = _thinking,
            TotalTokenCount = _uncached + _written + _read + _output,
            AdditionalCounts = new() { [ModelPrice.CacheWriteCount] = _written },
        };
}
