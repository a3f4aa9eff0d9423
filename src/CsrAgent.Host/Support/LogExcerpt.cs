using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsrAgent.Host.Support;

/// <summary>
/// Lines of the server's JSON log without what they were about: time, level, category, the message's template instead of the message,
/// the trace, and of an exception its types and where it came from. What is no such line is only counted.
/// </summary>
internal sealed partial class LogExcerpt
{
    public const int MaxLines = 20_000;

    private readonly Queue<string> _lines = new();

    /// <summary>Lines that are no JSON.</summary>
    public int Skipped { get; private set; }

    /// <summary>Lines before those that are kept.</summary>
    public int Earlier { get; private set; }

    public IReadOnlyCollection<string> Lines => _lines;

    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        if (Shorten(line) is not { } kept)
        {
            Skipped++;
            return;
        }
        _lines.Enqueue(kept);
        if (_lines.Count <= MaxLines) return;
        _lines.Dequeue();
        Earlier++;
    }

    private static string? Shorten(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            if (entry.ValueKind != JsonValueKind.Object || Text(entry, "Category") is not { } category) return null;
            return JsonSerializer.Serialize(
                new LogLine(
                    Matching(Text(entry, "Timestamp"), TimePattern()),
                    Matching(Text(entry, "LogLevel"), NamePattern()),
                    Matching(category, NamePattern()),
                    Template(entry),
                    Trace(entry),
                    Text(entry, "Exception") is { } exception ? [.. Frames(exception)] : null
                ),
                SupportJson.Default.LogLine
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As it stands in the code: <c>Delivery {Id} failed</c>.</summary>
    private static string? Template(JsonElement entry) =>
        entry.TryGetProperty("State", out var state) && state.ValueKind == JsonValueKind.Object ? Text(state, "{OriginalFormat}") : null;

    private static string? Trace(JsonElement entry) =>
        entry.TryGetProperty("Scopes", out var scopes) && scopes.ValueKind == JsonValueKind.Array
            ? scopes
                .EnumerateArray()
                .Where(scope => scope.ValueKind == JsonValueKind.Object)
                .Select(scope => Matching(Text(scope, "TraceId"), TracePattern()))
                .FirstOrDefault(trace => trace is not null)
            : null;

    /// <summary>Its types and its stack; messages may quote what somebody wrote.</summary>
    private static IEnumerable<string> Frames(string exception) =>
        exception
            .Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => FramePattern().Match(line) is { Success: true } frame ? frame.Value : TypePattern().Match(line).Value)
            .Where(line => line.Length > 0);

    private static string? Matching(string? text, Regex pattern) => text is not null && pattern.IsMatch(text) ? text : null;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^[0-9T:.Z+-]{10,40}$")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^[A-Za-z][\w.`+]{0,200}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex TracePattern();

    [GeneratedRegex(@"^at (?:[\w`+<>|\[\],&*]+\.)+(?:\.c?ctor|[\w`<>|\[\],]+)\([\w.`+<>\[\],&* ]*\)(?=$| in )")]
    private static partial Regex FramePattern();

    [GeneratedRegex(@"^(?:---> )?(?:[A-Z]\w*\.)+\w+Exception(?=:|$| \()")]
    private static partial Regex TypePattern();
}
