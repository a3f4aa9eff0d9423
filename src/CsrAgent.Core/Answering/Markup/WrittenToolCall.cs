using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Markup;

/// <summary>Parses tool calls that a model wrote as text instead of making them.</summary>
internal sealed partial class WrittenToolCall(IReadOnlyList<AIFunctionDeclaration> tools)
{
    private static readonly string[] Wrappers = ["tool_calls", "tool_call", "function_call", "function"];

    private static readonly string[] Names = ["name", "tool", "tool_name", "function", "function_name", "action"];

    private static readonly string[] Inputs = ["arguments", "parameters", "args", "input", "action_input"];

    /// <summary>The calls between the marks of a call; none if they cannot be parsed.</summary>
    public IReadOnlyList<FunctionCallContent> InMarks(string text)
    {
        if (Tags(text) is { } call) return [call];
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0) return [];
        var before = text.AsSpan(0, start).TrimEnd();
        return InJson(WholeJson(text[(before.EndsWith('[') ? before.Length - 1 : start)..]), mustBeDeclared: false);
    }

    /// <summary>The calls to declared tools in bare JSON; none for other JSON.</summary>
    public IReadOnlyList<FunctionCallContent> InBareJson(string json) => InJson(json, mustBeDeclared: true);

    /// <summary>True if text that could not be parsed names a tool.</summary>
    public bool MentionsTool(string text) => tools.Any(tool => text.Contains(tool.Name, StringComparison.OrdinalIgnoreCase));

    private List<FunctionCallContent> InJson(string json, bool mustBeDeclared)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowTrailingCommas = true });
            return Read(document.RootElement, mustBeDeclared).ToList();
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private IEnumerable<FunctionCallContent> Read(JsonElement json, bool mustBeDeclared)
    {
        if (json.ValueKind == JsonValueKind.Array) return json.EnumerateArray().SelectMany(item => Read(item, mustBeDeclared)).ToArray();
        if (json.ValueKind != JsonValueKind.Object) return [];
        foreach (var wrapper in Wrappers)
        {
            if (json.TryGetProperty(wrapper, out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                return Read(inner, mustBeDeclared);
            }
        }
        if (NameIn(json) is { } name && (!mustBeDeclared || Find(name) is not null)) return [Call(name, ArgumentsIn(json))];
        return Fitting(json) is { } tool ? [Call(tool.Name, json)] : [];
    }

    /// <summary>The only tool that these bare arguments fit.</summary>
    private AIFunctionDeclaration? Fitting(JsonElement arguments)
    {
        var given = arguments.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        var fitting = tools.Where(tool => Parameters(tool, "required") is { Count: > 0 } required && required.IsSubsetOf(given));
        return fitting.Take(2).ToArray() is [var only] ? only : null;
    }

    private static HashSet<string> Parameters(AIFunctionDeclaration tool, string list) =>
        tool.JsonSchema.ValueKind == JsonValueKind.Object && tool.JsonSchema.TryGetProperty(list, out var names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];

    private AIFunctionDeclaration? Find(string name) => tools.FirstOrDefault(tool => tool.Name == Bare(name));

    private static string Bare(string name) => name.StartsWith("functions.", StringComparison.Ordinal) ? name["functions.".Length..] : name;

    private static string? NameIn(JsonElement json) =>
        Names
            .Select(key => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    private static JsonElement? ArgumentsIn(JsonElement json)
    {
        foreach (var key in Inputs)
        {
            if (!json.TryGetProperty(key, out var value)) continue;
            return value.ValueKind == JsonValueKind.String ? Parse(value.GetString()!) : value;
        }

        return null;
    }

    private static JsonElement? Parse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FunctionCallContent Call(string name, JsonElement? arguments) =>
        Call(
            name,
            arguments is { ValueKind: JsonValueKind.Object } given
                ? given.EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value.Clone())
                : []
        );

    private static FunctionCallContent Call(string name, Dictionary<string, object?> arguments) =>
        new($"call_written_{Guid.NewGuid():n}", Bare(name), arguments);

    /// <summary>"&lt;function=x&gt;&lt;parameter=y&gt;z&lt;/parameter&gt;", "&lt;invoke name="x"&gt;" and "to=functions.x {…}".</summary>
    private static FunctionCallContent? Tags(string text)
    {
        if (Function().Match(text) is not { Success: true } function) return null;
        var name = function.Groups["name"].Value;
        var parameters = Parameter().Matches(text);
        if (parameters.Count > 0)
        {
            return Call(
                name,
                parameters
                    .DistinctBy(match => match.Groups["name"].Value)
                    .ToDictionary(match => match.Groups["name"].Value, match => (object?)match.Groups["value"].Value.Trim())
            );
        }
        var rest = text[(function.Index + function.Length)..];
        var start = rest.IndexOf('{', StringComparison.Ordinal);
        return start >= 0 && Parse(WholeJson(rest[start..])) is { } arguments ? Call(name, arguments) : null;
    }

    /// <summary>The JSON value at the beginning of the text.</summary>
    private static string WholeJson(string text) => JsonLength(text) is >= 0 and var length ? text[..length] : text;

    /// <summary>The length of the object or array at the beginning of the text; -1 while it is incomplete.</summary>
    public static int JsonLength(ReadOnlySpan<char> text)
    {
        var (depth, inString) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (inString && c == '\\') i++;
            else if (c == '"') inString = !inString;
            else if (inString) continue;
            else if (c is '{' or '[') depth++;
            else if (c is '}' or ']' && --depth == 0) return i + 1;
        }

        return -1;
    }

    [GeneratedRegex(@"(?:<(?:function|invoke)(?:=|\s+name=)[""']?|\bto=functions\.)(?<name>[\w.-]+)")]
    private static partial Regex Function();

    [GeneratedRegex(
        @"<parameter(?:=|\s+name=)[""']?(?<name>[\w.-]+)[""']?[^>]*>(?<value>.*?)</parameter>",
        RegexOptions.Singleline
    )]
    private static partial Regex Parameter();
}
