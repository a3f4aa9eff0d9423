using System.Collections.Frozen;

namespace CsrAgent.Adapters.Claude.Catalog;

/// <summary>
/// What a model takes in a request; the API answers 400 to what it does not take. The table is as of November 2026. Other models are looked
/// up (<see cref="ClaudeModelDirectory"/>).
/// </summary>
/// <remarks>
/// Sampling fields and a message that the assistant has begun are not in the table: all current models refuse them, so they are never sent.
/// </remarks>
internal sealed record ClaudeModelTraits
{
    /// <summary>Of a model about which nothing is known: every model takes a request that says nothing of these.</summary>
    public static readonly ClaudeModelTraits Unknown = new();

    private static readonly ClaudeModelTraits AlwaysThinks = new()
    {
        TakesEffort = true,
        MinCachedTokens = 512,
        MaxOutputTokens = 128_000,
    };

    private static readonly ClaudeModelTraits CanStopThinking = AlwaysThinks with { Thinking = ClaudeThinking.Disabled };

    private static readonly ClaudeModelTraits Haiku45 = new()
    {
        TakesForcedTool = true,
        MinCachedTokens = 4_096,
        MaxOutputTokens = 64_000,
    };

    private static readonly FrozenDictionary<string, ClaudeModelTraits> Known = new Dictionary<string, ClaudeModelTraits>
    {
        ["claude-fable-5-2"] = AlwaysThinks,
        ["claude-fable-5-1"] = AlwaysThinks,
        ["claude-opus-5-5"] = AlwaysThinks,
        ["claude-sonnet-5-5"] = AlwaysThinks with { Thinking = ClaudeThinking.BetweenTools },
        ["claude-haiku-5-5"] = CanStopThinking with { TakesForcedTool = true },
        ["claude-opus-5"] = CanStopThinking,
        ["claude-sonnet-5"] = CanStopThinking with { MinCachedTokens = 1_024 },
        ["claude-haiku-4-5"] = Haiku45,
        ["claude-haiku-4-5-20251001"] = Haiku45,
    }.ToFrozenDictionary();

    public ClaudeThinking Thinking { get; init; }

    public bool TakesEffort { get; init; }

    /// <summary>Whether <c>tool_choice</c> may demand a call.</summary>
    public bool TakesForcedTool { get; init; }

    /// <summary>The shortest prompt that is cached, in tokens.</summary>
    public int MinCachedTokens { get; init; } = 1_024;

    public int MaxOutputTokens { get; init; } = 8_192;

    /// <summary>Null for a model that is not in the table.</summary>
    public static ClaudeModelTraits? Find(string model) => Known.GetValueOrDefault(model);
}
