using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Tools;

/// <summary>What a tool gives back to the model, and what it leaves for the turn.</summary>
internal sealed record ToolResult
{
    /// <summary>Data for the model. Text, or passages.</summary>
    public required IReadOnlyList<AIContent> Contents { get; init; }

    /// <summary>True: the call did nothing; the contents say why and what to do instead.</summary>
    public bool IsError { get; init; }

    /// <summary>Found by this call; the answer may cite them.</summary>
    public IReadOnlyList<PassageHit> Passages { get; init; } = [];

    public HandoffRequest? Handoff { get; init; }

    /// <summary>What this result shows to have been done.</summary>
    public ProvenActions Proves { get; init; }

    public static ToolResult Text(string text) => new() { Contents = [new TextContent(text)] };

    public static ToolResult Error(string what) => Text(what) with { IsError = true };
}
