namespace CsrAgent.Host.Chat;

/// <summary>What is null is left to the page, in the visitor's language.</summary>
internal sealed record ChatConfigBody
{
    public required string? Title { get; init; }

    /// <summary>The name on the agent's messages.</summary>
    public required string? AgentName { get; init; }

    /// <summary><c>#rrggbb</c>.</summary>
    public required string? Color { get; init; }

    /// <summary><c>light</c> or <c>dark</c>; null follows the visitor's system.</summary>
    public required string? Theme { get; init; }

    public required string? Greeting { get; init; }

    /// <summary>First questions to choose from; empty for none.</summary>
    public required IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>A language tag such as <c>de</c>; null for the visitor's.</summary>
    public required string? Language { get; init; }

    /// <summary><c>left</c> or <c>right</c>; null for the end of the line in the language.</summary>
    public required string? Position { get; init; }

    /// <summary>Whether visitors can search and read articles.</summary>
    public required bool Articles { get; init; }

    /// <summary>Pixels between the widget's button and its side.</summary>
    public required int OffsetX { get; init; }

    /// <summary>Pixels between the widget's button and the lower edge.</summary>
    public required int OffsetY { get; init; }
}
