using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

public sealed partial class FileTests
{
    private static readonly string[] Vague =
    [
        "Services",
        "Models",
        "Helpers",
        "Utils",
        "Utilities",
        "Managers",
        "Common",
        "Shared",
        "Misc",
        "Interfaces",
    ];

    [Theory]
    [InlineData("src", "cs", 300)]
    [InlineData("src", "js", 300)]
    [InlineData("src", "css", 300)]
    [InlineData("src", "lua", 300)]
    [InlineData("tests", "cs", 500)]
    public void Files_EachLength_IsWithinBound(string folder, string extension, int max) =>
        Assert.Empty(
            Repository
                .FilesIn(folder, extension)
                .Select(file => (file, lines: Repository.LinesOf(file).Length))
                .Where(entry => entry.lines > max)
                .ToList()
        );

    [Fact]
    public void Files_LengthsInSrc_StaySmall()
    {
        var lengths = Repository.CodeIn("src").Select(file => Repository.LinesOf(file).Length).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 50);
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, 150);
    }

    [Fact]
    public void Program_Length_FitsAScreen() => Assert.InRange(Repository.LinesOf("src/CsrAgent.Host/Program.cs").Length, 1, 59);

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Folders_Names_AreNotVague(string folder) =>
        Assert.Empty(Repository.CodeIn(folder).SelectMany(file => file.Split('/')).Distinct().Intersect(Vague));

    [Theory]
    [InlineData("src/CsrAgent.Core", "CsrAgent")]
    [InlineData("src/CsrAgent.Adapters", "CsrAgent.Adapters")]
    [InlineData("src/CsrAgent.Host", "CsrAgent.Host")]
    [InlineData("tests/CsrAgent.Tests", "CsrAgent.Tests")]
    public void Namespaces_EachFile_FollowItsFolder(string project, string root)
    {
        var strays =
            from file in Repository.CodeIn(project)
            let written = NamespacePattern().Match(Repository.Read(file)).Groups[1].Value
            let expected = string.Join('.', file[(project.Length + 1)..].Split('/').SkipLast(1).Prepend(root))
            where written != expected && Path.GetFileName(file) is not ("Program.cs" or "AssemblyAttributes.cs")
            select $"{file}: {written} instead of {expected}";

        Assert.Empty(strays);
    }

    [Fact]
    public void Tests_Waits_AreForSomethingThatHappens()
    {
        var sleepers = Repository
            .CodeIn("tests")
            .Where(file => !file.Contains("/Architecture/", StringComparison.Ordinal))
            .Where(file => SleepPattern().IsMatch(Repository.Read(file)));

        Assert.Empty(sleepers);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // A wait of a fixed length hopes that something has happened by then. Pauses between polls, and random
    // ones before a kill, have names or a random length.
    [GeneratedRegex(@"Thread\.Sleep|SpinUntil|Task\.Delay\((TimeSpan\.From\w+\()?\d[^;]*TimeProvider\.System")]
    private static partial Regex SleepPattern();
}
