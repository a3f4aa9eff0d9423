using System.Text.Json;

namespace CsrAgent.Answering.Markup;

/// <summary>A reply in JSON that has the model's reasoning beside its answer: <c>{"thought": "…", "answer": "…"}</c>.</summary>
/// <param name="Answer">Empty if there is none yet.</param>
internal sealed record WrittenThought(string Answer)
{
    private static readonly string[] Thoughts = ["thought", "thoughts", "thinking", "reasoning", "analysis", "chain_of_thought"];

    private static readonly string[] Answers = ["answer", "final_answer", "response", "reply", "message", "content", "text", "output"];

    /// <summary>Null for any other text.</summary>
    public static WrittenThought? In(string json)
    {
        if (!json.StartsWith('{') || !Thoughts.Any(key => json.Contains($"\"{key}\"", StringComparison.OrdinalIgnoreCase))) return null;
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowTrailingCommas = true });
            var texts = document
                .RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind == JsonValueKind.String)
                .ToLookup(property => property.Name.ToLowerInvariant(), property => property.Value.GetString()!);
            if (!Thoughts.Any(texts.Contains)) return null;
            return new(Answers.SelectMany(key => texts[key]).FirstOrDefault() ?? "");
        }
        catch (JsonException)
        {
            // Not JSON: it is read as any other text.
            return null;
        }
    }
}
