using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>The rules of CONTRIBUTING.md that no analyzer checks.</summary>
public sealed partial class StyleTests
{
    private const int MaxColumns = 140;
    private const int MaxFilesPerFolder = 30;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("benchmarks")]
    public void Code_EachLine_FitsInTheColumns(string folder) =>
        None(Repository.CodeIn(folder).SelectMany(file => TooWide(file, Repository.LinesOf(file))));

    [Theory]
    [InlineData("js")]
    [InlineData("css")]
    public void WebFiles_EachLine_FitsInTheColumns(string extension)
    {
        var files = Repository.FilesIn("src/CsrAgent.Host/wwwroot", extension);

        Assert.NotEmpty(files);
        None(files.SelectMany(file => TooWide(file, Repository.LinesOf(file))));
    }

    /// <summary>Tables, link targets, and commands with a URL in them cannot be wrapped. The sample articles are data.</summary>
    [Fact]
    public void Pages_EachLine_FitsInTheColumns()
    {
        var pages = Repository.FilesIn("docs", "md").Concat(Directory.GetFiles(Repository.Root, "*.md").Select(Path.GetFileName)).ToList();

        Assert.True(pages.Count > 20, $"Only {pages.Count} pages were found.");
        None(pages.SelectMany(page => TooWide(page!, Prose(Repository.LinesOf(page!)))));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("benchmarks")]
    public void Code_EmbeddedStatements_StandOnTheSameLineOrInBraces(string folder) =>
        None(Repository.CodeIn(folder).SelectMany(file => BareStatements(Repository.LinesOf(file)).Select(at => $"{file}:{at}")));

    [Theory]
    [InlineData("if (a)", "    b();")]
    [InlineData("else", "    b();")]
    [InlineData("else if (a)", "    b();")]
    [InlineData("await foreach (var a in b)", "    c();")]
    [InlineData("if (", "    a", ")", "    b();")]
    public void BareStatements_EachForm_IsFound(params string[] lines) => Assert.NotEmpty(BareStatements(lines));

    [Theory]
    [InlineData("if (a) b();", "c();")]
    [InlineData("if (a)", "{", "}")]
    [InlineData("if (", "    a", ")", "{")]
    [InlineData("a(", "    b", ")", "    .C();")]
    public void BareStatements_InBracesOrOnOneLine_AreNone(params string[] lines) => Assert.Empty(BareStatements(lines));

    /// <summary>
    /// Except for the requests and responses of endpoints, and a closed family: an abstract record with the records that derive from it.
    /// </summary>
    [Fact]
    public void Files_TopLevelTypes_AreOne()
    {
        var crowded = Repository
            .CodeIn("src")
            .Where(file => !file.EndsWith("Endpoints.cs", StringComparison.Ordinal) && Path.GetFileName(file) != "ChatContracts.cs")
            .Select(file => (file, Types: TypePattern().Matches(Repository.Read(file))))
            .Where(entry => entry.Types.Count > 1 && !IsFamily(entry.Types));

        None(crowded.Select(entry => $"{entry.file}: {string.Join(", ", entry.Types.Select(type => type.Groups["name"].Value))}"));
    }

    [Fact]
    public void Folders_EachOne_HasFewFiles() =>
        None(
            Repository
                .CodeIn("src")
                .CountBy(file => Path.GetDirectoryName(file)!)
                .Where(folder => folder.Value > MaxFilesPerFolder)
                .Select(folder => $"{folder.Key}: {folder.Value} files")
        );

    /// <summary>Names all of them; Assert.Empty would cut the list short.</summary>
    private static void None(IEnumerable<string> found)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, string.Join('\n', list));
    }

    private static IEnumerable<string> TooWide(string file, IEnumerable<string> lines) =>
        lines
            .Select((line, at) => (line, at))
            .Where(entry => entry.line.Length > MaxColumns)
            .Select(entry => $"{file}:{entry.at + 1}: {entry.line.Length} columns");

    private static IEnumerable<string> Prose(string[] lines)
    {
        var isCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            var isExcepted = line.StartsWith('|') || (isCode && line.Contains("://", StringComparison.Ordinal));
            yield return isExcepted ? "" : LinkTargetPattern().Replace(line, "]");
        }
    }

    /// <summary>The numbers of the lines that open a statement whose body begins on the next line without a brace.</summary>
    private static IEnumerable<int> BareStatements(string[] lines)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var (isHead, indent) = (HeadPattern().IsMatch(lines[at]), lines[at].Length - lines[at].TrimStart().Length);
            if (!isHead) continue;
            var end = lines[at].EndsWith('(') ? Array.IndexOf(lines, new string(' ', indent) + ")", at) : at;
            if (end >= 0 && end + 1 < lines.Length && !lines[end + 1].TrimStart().StartsWith('{')) yield return at + 1;
        }
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

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex LinkTargetPattern();
}
