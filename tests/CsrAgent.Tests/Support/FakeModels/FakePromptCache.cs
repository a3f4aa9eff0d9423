using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>
/// Counts tokens as the prompt cache does: a prefix up to a mark is written once and read afterwards; one below the minimum is neither.
/// </summary>
internal sealed class FakePromptCache
{
    private const int CharactersPerToken = 4;
    private const int MinTokens = 1024;

    private readonly HashSet<string> _known = [];

    public FakeUsage Count(FakeClaudeRequest request)
    {
        var prompt = "";
        var prefixes = new List<string>();
        foreach (var block in Blocks(request.Body))
        {
            prompt += block.GetRawText();
            if (block.TryGetProperty("cache_control", out _) && prompt.Length / CharactersPerToken >= MinTokens)
            {
                prefixes.Add(prompt.Replace("\"cache_control\":{\"type\":\"ephemeral\"}", "", StringComparison.Ordinal));
            }
        }

        lock (_known)
        {
            var read = prefixes.LastOrDefault(_known.Contains)?.Length / CharactersPerToken ?? 0;
            var marked = prefixes.LastOrDefault()?.Length / CharactersPerToken ?? 0;
            prefixes.ForEach(prefix => _known.Add(prefix));
            return new(Math.Max(1, (prompt.Length / CharactersPerToken) - marked), marked - read, read);
        }
    }

    /// <summary>Tools, system and messages, in the order in which the cache reads them.</summary>
    private static IEnumerable<JsonElement> Blocks(JsonElement body)
    {
        var tools = body.TryGetProperty("tools", out var value) ? value.EnumerateArray() : default;
        var system = body.TryGetProperty("system", out value) && value.ValueKind is JsonValueKind.Array ? value.EnumerateArray() : default;
        var contents = body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content"));
        return
        [
            .. tools,
            .. system,
            .. contents.SelectMany(content => content.ValueKind is JsonValueKind.Array ? content.EnumerateArray() : default),
        ];
    }
}
