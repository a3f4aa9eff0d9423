using System.Text.Json;

namespace CsrAgent.Tests.Support.FakeModels;

/// <summary>
/// Counts tokens as the prompt cache does: a prefix up to a mark is written once and read afterwards, from up to 20 blocks before a later
/// mark; one below the model's minimum is neither.
/// </summary>
internal sealed class FakePromptCache
{
    private const int CharactersPerToken = 4;
    private const int LookBack = 20;

    private readonly HashSet<string> _known = [];

    public FakeUsage Count(FakeClaudeRequest request)
    {
        var min = FakeClaudeModelRules.MinCachedTokens(request.Model) * CharactersPerToken;
        var (prompt, prefixes, marked) = ("", new List<string>(), new List<int>());
        foreach (var block in Blocks(request.Body))
        {
            prompt += WithoutMarks(block.GetRawText());
            if (block.TryGetProperty("cache_control", out _) && prompt.Length >= min) marked.Add(prefixes.Count);
            prefixes.Add(request.Model + prompt);
        }

        lock (_known)
        {
            var readable = marked.SelectMany(end => prefixes.Take(end + 1).TakeLast(LookBack + 1)).Where(_known.Contains);
            var read = readable.Select(prefix => prefix.Length / CharactersPerToken).DefaultIfEmpty().Max();
            var end = marked.Count == 0 ? 0 : prefixes[marked[^1]].Length / CharactersPerToken;
            marked.ForEach(index => _known.Add(prefixes[index]));
            return new(Math.Max(1, (prompt.Length / CharactersPerToken) - end), end - read, read);
        }
    }

    /// <summary>The marks themselves are no part of the prompt.</summary>
    public static string WithoutMarks(string json) =>
        json.Replace(",\"cache_control\":{\"type\":\"ephemeral\"}", "", StringComparison.Ordinal);

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
