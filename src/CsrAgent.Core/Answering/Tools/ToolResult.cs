using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Tools;

/// <summary>What a tool returns to the model and to the turn.</summary>
internal sealed record ToolResult
{
    /// <summary>Data for the model. Text, or passages.</summary>
    public required IReadOnlyList<AIContent> Contents { get; init; }

    /// <summary>True if the call had no effect; the contents say why and what to do instead.</summary>
    public bool IsError { get; init; }

    /// <summary>Passages found by this call, which the answer may cite.</summary>
    public IReadOnlyList<PassageHit> Passages { get; init; } = [];

    public HandoffRequest? Handoff { get; init; }

    /// <summary>What this result proves to be done.</summary>
    public ProvenActions Proves { get; init; }

    public static ToolResult Text(string text) => new() { Contents = [new TextContent(text)] };

    public static ToolResult Error(string what) => Text(what) with { IsError = true };
}
