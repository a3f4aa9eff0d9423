using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Model.Prices;

/// <summary>What a model costs, in US dollars for a million tokens.</summary>
/// <param name="Input">For what the model reads anew.</param>
/// <param name="Output">For what it writes, thinking included.</param>
public sealed record ModelPrice(double Input, double Output)
{
    /// <summary>What <see cref="UsageDetails.AdditionalCounts"/> calls the input tokens that were written to the prompt cache.</summary>
    public const string CacheWriteCount = "cache_write_tokens";

    private const double Million = 1_000_000;

    /// <summary>For input that is read from the prompt cache.</summary>
    public double CachedInput { get; init; } = Input;

    /// <summary>For input that is written to the prompt cache.</summary>
    public double CacheWrite { get; init; } = Input;

    /// <summary>The price of a request whose input is longer than <see cref="LongFrom"/>; null where length does not matter.</summary>
    public ModelPrice? ForLong { get; init; }

    /// <summary>In tokens.</summary>
    public long LongFrom { get; init; }

    /// <summary>What one request costs, in US dollars.</summary>
    public double Of(UsageDetails usage)
    {
        var input = usage.InputTokenCount ?? 0;
        if (ForLong is not null && input > LongFrom) return ForLong.Of(usage);
        var cached = usage.CachedInputTokenCount ?? 0;
        var written = usage.AdditionalCounts?.TryGetValue(CacheWriteCount, out var count) == true ? count : 0;
        var read = Math.Max(0, input - cached - written);
        var output = usage.OutputTokenCount ?? 0;
        return ((read * Input) + (cached * CachedInput) + (written * CacheWrite) + (output * Output)) / Million;
    }
}
