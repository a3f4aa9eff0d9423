using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Adapters.Sqlite;

/// <summary>The SQL statements that stand in C# files, as the compiler puts them together.</summary>
internal static partial class SqlSource
{
    private const int MaxNesting = 5;

    public static IEnumerable<string> Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var constants = files
            .SelectMany(text => Constant().Matches(text))
            .DistinctBy(found => found.Groups["name"].Value)
            .ToDictionary(found => found.Groups["name"].Value, found => Join(found.Groups["value"].Value));
        var all = files
            .SelectMany(text => Literals().Matches(text).Select(found => Fill(Join(found.Value), constants)))
            .Where(text => Statement().IsMatch(text))
            .Distinct()
            .ToList();
        // What others begin with is no statement of its own.
        return all.Where(text => !all.Exists(other => other.Length > text.Length && other.StartsWith(text, StringComparison.Ordinal)));
    }

    /// <summary>One text of literals that are added up.</summary>
    private static string Join(string expression) =>
        string.Concat(Literal().Matches(expression).Select(found => found.Groups["raw"].Value + found.Groups["plain"].Value));

    private static string Fill(string text, Dictionary<string, string> constants)
    {
        for (var level = 0; level < MaxNesting; level++)
        {
            text = Hole().Replace(text, hole => constants.GetValueOrDefault(hole.Groups["name"].Value, hole.Value));
        }

        return text;
    }

    private const string One = """"\$?(?:"""(?<raw>.*?)"""|"(?<plain>(?:[^"\\\r\n]|\\.)*)")"""";

    [GeneratedRegex(One, RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex($@"{One}(?:\s*\+\s*{One})*", RegexOptions.Singleline)]
    private static partial Regex Literals();

    [GeneratedRegex($@"const string (?<name>\w+)\s*=\s*(?<value>{One}(?:\s*\+\s*{One})*)", RegexOptions.Singleline)]
    private static partial Regex Constant();

    [GeneratedRegex(@"\{(?:\w+\.)?(?<name>\w+)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE)\s")]
    private static partial Regex Statement();
}
