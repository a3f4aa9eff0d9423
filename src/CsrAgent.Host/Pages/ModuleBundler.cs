using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsrAgent.Host.Pages;

/// <summary>
/// Makes one script of a module and all that it imports: each module becomes a function that runs once and returns what it exports. Knows
/// the forms of import and export that <c>wwwroot</c> uses, at the beginning of a line; a style sheet is imported as its text.
/// </summary>
/// <param name="read">The text of a file under <c>wwwroot</c>.</param>
internal sealed partial class ModuleBundler(Func<string, string> read)
{
    private readonly StringBuilder _script = new();
    private readonly Dictionary<string, string> _names = [];

    /// <param name="entry">Its exports are those of the script.</param>
    /// <param name="parts">What can be loaded later (see parts.js): addresses by name.</param>
    public static string Module(Func<string, string> read, string entry, IReadOnlyDictionary<string, string> parts)
    {
        var bundler = new ModuleBundler(read);
        var (body, exports) = bundler.Transform(entry);
        var outside = exports.Count == 0 ? "" : $"export {{ {string.Join(", ", exports)} }};\n";
        return $"{Table(parts)}{bundler._script}{body}{outside}";
    }

    /// <summary>A script without exports, which leaves no names behind on the page that runs it.</summary>
    public static string Classic(Func<string, string> read, string entry, IReadOnlyDictionary<string, string> parts)
    {
        var bundler = new ModuleBundler(read);
        var (body, _) = bundler.Transform(entry);
        return $"(() => {{\n{Table(parts)}{bundler._script}{body}}})();\n";
    }

    /// <summary>Without lines of comment and without indentation; no text in <c>wwwroot</c> has more than one line.</summary>
    public static string Strip(string script) => Indentation().Replace(CommentLine().Replace(script, ""), "");

    /// <summary>Style sheets as one text.</summary>
    public static string Styles(params IEnumerable<string> sheets) =>
        Spaces().Replace(StyleComment().Replace(string.Join('\n', sheets), ""), " ").Trim();

    private static string Table(IReadOnlyDictionary<string, string> parts) => $"const csrParts = {JsonSerializer.Serialize(parts)};\n";

    private string Include(string path)
    {
        if (_names.TryGetValue(path, out var known)) return known;
        var (body, exports) = path.EndsWith(".css", StringComparison.Ordinal)
            ? ($"const whole = {JsonSerializer.Serialize(Styles(read(path)))};\n", (IReadOnlyList<string>)["whole as default"])
            : Transform(path);
        var name = _names[path] = $"$m{_names.Count}";
        var result = string.Join(", ", exports.Select(Property));
        _script.Append(CultureInfo.InvariantCulture, $"const {name} = (() => {{\n{body}return {{ {result} }};\n}})();\n");
        return name;
    }

    /// <summary>The module with its imports taken from those already included, and the names of its exports.</summary>
    private (string Body, IReadOnlyList<string> Exports) Transform(string path)
    {
        var exports = new List<string>();
        var body = ImportLine()
            .Replace(
                Strip(read(path).ReplaceLineEndings("\n")),
                import =>
                {
                    var module = Include(Resolve(path, import.Groups["path"].Value));
                    var whole = $"{{ default as {import.Groups["whole"].Value} }}";
                    var names = import.Groups["names"] is { Success: true } some ? some.Value : whole;
                    return $"const {names.Replace(" as ", ": ", StringComparison.Ordinal)} = {module};\n";
                }
            );
        body = ExportWord()
            .Replace(
                body,
                export =>
                {
                    if (export.Groups["list"] is { Success: true } list)
                    {
                        exports.AddRange(list.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                        return "";
                    }
                    exports.Add(export.Groups["name"] is { Success: true } name ? name.Value : "whole as default");
                    return export.Groups["name"].Success ? export.Groups["declaration"].Value : "const whole = ";
                }
            );
        return (body, exports);
    }

    /// <summary>An entry of an export list, as a property of the object that a module returns.</summary>
    private static string Property(string export) => export == "whole as default" ? "default: whole" : export;

    /// <summary>Relative to the module that imports it.</summary>
    private static string Resolve(string from, string path) => new Uri(new Uri($"file:///{from}"), path).AbsolutePath[1..];

    [GeneratedRegex("""^import (?:(?<names>\{[^}]*\})|(?<whole>\w+)) from "(?<path>[^"]+)";\n""", RegexOptions.Multiline)]
    private static partial Regex ImportLine();

    [GeneratedRegex(
        @"^export (?:\{(?<list>[^}]*)\};\n|default |(?<declaration>(?:async )?(?:function\*?|class|const) (?<name>\w+)))",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ExportWord();

    [GeneratedRegex(@"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommentLine();

    [GeneratedRegex("^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex Indentation();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex StyleComment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
