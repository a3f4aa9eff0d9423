using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>What breaks the rules of CONTRIBUTING.md in the text of a C# file.</summary>
internal static partial class CodeStyle
{
    private const int MaxColumns = 140;

    public static IEnumerable<string> FaultsOf(string file, string text) =>
        [
            .. TooWide(file, text.Split('\n'), Encoding.UTF8.GetByteCount),
            .. BareStatements(text.Split('\n')).Select(at => $"{file}:{at}: a body on the next line without braces"),
            .. CrowdOf(file, text),
            .. NeedlessUsings(text).Select(name => $"{file}: using {name} is not needed"),
        ];

    /// <summary>
    /// As an editor shows a text of any language: East Asian characters are two columns wide, and marks on others have none.
    /// </summary>
    public static int Columns(string line) =>
        line.EnumerateRunes()
            .Sum(rune =>
                IsMark(Rune.GetUnicodeCategory(rune)) ? 0
                : IsWide(rune.Value) ? 2
                : 1
            );

    public static IEnumerable<string> TooWide(string file, IEnumerable<string> lines, Func<string, int> widthOf) =>
        lines
            .Select((line, at) => (Width: widthOf(line), At: at + 1))
            .Where(line => line.Width > MaxColumns)
            .Select(line => $"{file}:{line.At}: {line.Width} columns");

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static bool IsWide(int c) =>
        c is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF;

    /// <summary>The numbers of the lines that open a statement whose body begins on the next line without a brace.</summary>
    public static IEnumerable<int> BareStatements(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var (isHead, indent) = (HeadPattern().IsMatch(lines[at]), lines[at].Length - lines[at].TrimStart().Length);
            if (!isHead) continue;
            var end = lines[at].EndsWith('(') ? Array.IndexOf(lines, new string(' ', indent) + ")", at) : at;
            if (end >= 0 && end + 1 < lines.Length && !lines[end + 1].TrimStart().StartsWith('{')) yield return at + 1;
        }
    }

    /// <summary>
    /// The file with its types, where it has more than one. Requests and responses may stand with their endpoints, and so may a closed
    /// family: an abstract record with the records that derive from it.
    /// </summary>
    public static IEnumerable<string> CrowdOf(string file, string text)
    {
        if (file.EndsWith("Endpoints.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "ChatContracts.cs") return [];
        var types = TypePattern().Matches(text);
        if (types.Count < 2 || IsFamily(types)) return [];
        return [$"{file}: {string.Join(", ", types.Select(type => type.Groups["name"].Value))}"];
    }

    /// <summary>Namespaces that enclose the file's own are open without a using directive.</summary>
    public static IEnumerable<string> NeedlessUsings(string text)
    {
        var own = NamespacePattern().Match(text).Groups[1].Value;
        return UsingPattern()
            .Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(name => (own + ".").StartsWith(name + ".", StringComparison.Ordinal));
    }

    private static bool IsFamily(MatchCollection types) =>
        types[0].Value.Contains("abstract ", StringComparison.Ordinal)
        && types.Skip(1).All(type => type.Groups["rest"].Value.Contains($" : {types[0].Groups["name"].Value}", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(else|(else )?if \(.*\)|(for|(await )?foreach|while) \(.*\)|((else )?if|for|(await )?foreach|while) \()$")]
    private static partial Regex HeadPattern();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref) )*"
            + @"(?:class|interface|enum|struct|record(?: struct| class)?|delegate [\w<>?\[\],]+) (?<name>\w+)(?<rest>.*)$",
        RegexOptions.Multiline
    )]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();
}
