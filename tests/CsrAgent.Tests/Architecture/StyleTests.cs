using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>The rules of CONTRIBUTING.md that no analyzer checks.</summary>
public sealed partial class StyleTests
{
    private const int MaxFilesPerFolder = 30;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("benchmarks")]
    public void Code_EachLine_FitsInTheColumns(string folder) =>
        None(FilesTooWide(Repository.CodeIn(folder), Encoding.UTF8.GetByteCount));

    [Theory]
    [InlineData("src", "js")]
    [InlineData("src", "css")]
    [InlineData("src", "lua")]
    [InlineData("src", "yaml")]
    public void OtherFiles_EachLine_FitsInTheColumns(string folder, string extension)
    {
        var files = Repository.FilesIn(folder, extension);

        Assert.NotEmpty(files);
        // The chat's own texts are in many scripts.
        None(FilesTooWide(files, CodeStyle.Columns));
    }

    /// <summary>Tables, link targets, and commands with a URL in them cannot be wrapped. The sample articles are data.</summary>
    [Fact]
    public void Pages_EachLine_FitsInTheColumns()
    {
        var pages = Repository.FilesIn("docs", "md").Concat(Directory.GetFiles(Repository.Root, "*.md").Select(Path.GetFileName)).ToList();

        Assert.True(pages.Count > 20, $"Only {pages.Count} pages were found.");
        None(pages.SelectMany(page => CodeStyle.TooWide(page!, Prose(Repository.LinesOf(page!)), line => line.Length)));
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("tools")]
    [InlineData("benchmarks")]
    public void Code_EmbeddedStatements_StandOnTheSameLineOrInBraces(string folder) =>
        None(Repository.CodeIn(folder).SelectMany(file => CodeStyle.BareStatements(Repository.LinesOf(file)).Select(at => $"{file}:{at}")));

    [Theory]
    [InlineData("if (a)", "    b();")]
    [InlineData("else", "    b();")]
    [InlineData("else if (a)", "    b();")]
    [InlineData("await foreach (var a in b)", "    c();")]
    [InlineData("if (", "    a", ")", "    b();")]
    public void BareStatements_EachForm_IsFound(params string[] lines) => Assert.NotEmpty(CodeStyle.BareStatements(lines));

    [Theory]
    [InlineData("if (a) b();", "c();")]
    [InlineData("if (a)", "{", "}")]
    [InlineData("if (", "    a", ")", "{")]
    [InlineData("a(", "    b", ")", "    .C();")]
    public void BareStatements_InBracesOrOnOneLine_AreNone(params string[] lines) => Assert.Empty(CodeStyle.BareStatements(lines));

    [Fact]
    public void Files_TopLevelTypes_AreOne() =>
        None(Repository.CodeIn("src").SelectMany(file => CodeStyle.CrowdOf(file, Repository.Read(file))));

    [Theory]
    [InlineData("using A.B;\nnamespace A.B.C;", 1)]
    [InlineData("using A;\nusing A.B.C;\nnamespace A.B.C;", 2)]
    [InlineData("using A.B;\nusing A.BC.D;\nnamespace A.BC;", 0)]
    public void NeedlessUsings_EnclosingNamespaces_AreFound(string text, int count) =>
        Assert.Equal(count, CodeStyle.NeedlessUsings(text).Count());

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

    private static IEnumerable<string> FilesTooWide(IEnumerable<string> files, Func<string, int> widthOf) =>
        files.SelectMany(file => CodeStyle.TooWide(file, Repository.LinesOf(file), widthOf));

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

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex LinkTargetPattern();
}
