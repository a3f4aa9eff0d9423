using System.Text.Json.Nodes;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>Thinking, which by default comes without its text.</summary>
/// <param name="Text">Empty unless it was asked for.</param>
/// <param name="Signature">The model's own seal; for a redacted block, its data.</param>
public sealed record FakeThinking(string Text, string Signature) : FakeBlock
{
    public bool IsRedacted { get; init; }

    public JsonObject ToJson() =>
        IsRedacted
            ? new() { ["type"] = "redacted_thinking", ["data"] = Signature }
            : new()
            {
                ["type"] = "thinking",
                ["thinking"] = Text,
                ["signature"] = Signature,
            };

    public JsonObject Start() => IsRedacted ? ToJson() : new FakeThinking("", "").ToJson();

    public IEnumerable<JsonObject> Deltas()
    {
        if (IsRedacted) yield break;
        foreach (var part in Text.Chunk(7)) yield return new() { ["type"] = "thinking_delta", ["thinking"] = new string(part) };
        yield return new() { ["type"] = "signature_delta", ["signature"] = Signature };
    }
}
