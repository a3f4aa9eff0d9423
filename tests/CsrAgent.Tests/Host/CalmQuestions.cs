namespace CsrAgent.Tests.Host;

/// <summary>Fifty different questions that the sample articles answer, asked so calmly that the agent keeps the conversation.</summary>
internal static class CalmQuestions
{
    private static readonly string[] Topics =
    [
        "gift cards",
        "pick-up points",
        "delivery costs",
        "subscription boxes",
        "payment methods",
        "opening hours",
        "express delivery",
        "promo codes",
        "spare parts",
        "the Finch Club",
    ];

    private static readonly string[] Forms =
    [
        "What should I know about {0}?",
        "Where can I read about {0}?",
        "Could you explain {0}, please?",
        "Is there an article about {0}?",
        "Tell me more about {0}.",
    ];

    public static IReadOnlyList<string> All { get; } =
    [.. Forms.SelectMany(form => Topics.Select(topic => form.Replace("{0}", topic, StringComparison.Ordinal)))];
}
