using System.Text.RegularExpressions;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

/// <summary>A command in a page can be run: the command, its options, and the files of the repository that it names exist.</summary>
public sealed partial class CommandTests
{
    private static readonly string Sources = string.Join('\n', Repository.CodeIn("src/CsrAgent.Host").Select(Repository.Read));

    /// <summary>What has the options of each script.</summary>
    private static readonly IReadOnlyDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["./run"] = Repository.Read("run"),
        ["./test"] = Repository.Read("test"),
        ["./bench"] = string.Join('\n', Repository.CodeIn("benchmarks").Append("bench").Select(Repository.Read)),
    };

    /// <summary>Made by deploy/secrets/make, or by who follows the page.</summary>
    private static readonly string[] Made = ["deploy/secrets/", "src/CsrAgent.Adapters/Sms/"];

    public static TheoryData<string> Pages => [.. LinkTests.Pages.Select(row => row.Data), "clients/js/README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EachCommand_Exists(string page) => Assert.Empty(CommandsIn(Repository.Read(page)).SelectMany(Faults).ToList());

    [Theory]
    [InlineData("```sh\ncsr-agent docter\n```")]
    [InlineData("`csr-agent probe --massage Hello`")]
    [InlineData("```sh\nPORT=1 ./run --build\n```")]
    [InlineData("```sh\npromtool check rules deploy/prometheus/rule/*.yaml\n```")]
    [InlineData("```bash\n./test --only everything --quickly\n```")]
    public void Page_WithAMistake_HasAFault(string page) => Assert.NotEmpty(CommandsIn(page).SelectMany(Faults));

    [Fact]
    public void Pages_Found_HaveCommands() =>
        Assert.True(Pages.Sum(row => CommandsIn(Repository.Read(row.Data)).Count()) > 100);

    private static IEnumerable<string> CommandsIn(string page) =>
        from block in BlockPattern().Matches(page)
        let text = block.Groups[1].Value + block.Groups[2].Value
        from line in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        select line.Split(" #")[0];

    private static IEnumerable<string> Faults(string line)
    {
        foreach (var call in AgentPattern().Matches(line).Select(match => match.Groups))
        {
            var word = call[1].Value;
            if (word.Length > 0 && !Commands.Names.Contains(word)) yield return $"csr-agent has no command {word}: {line}";
            foreach (var option in OptionPattern().Matches(call[2].Value).Select(match => match.Value))
            {
                if (!IsOption(option)) yield return $"csr-agent has no option {option}: {line}";
            }
        }
        foreach (var (name, script) in Scripts)
        {
            var calls = Regex.Matches(line, Regex.Escape(name) + " [^|;&]*");
            foreach (var option in calls.SelectMany(call => OptionPattern().Matches(call.Value)))
            {
                var known = Has(script, option.Value) || RunnerPattern().IsMatch(option.Value);
                if (!known && !(name == "./run" && IsOption(option.Value))) yield return $"{name} has no option {option.Value}: {line}";
            }
        }
        foreach (var file in FilePattern().Matches(line).Select(match => match.Value.TrimEnd('.', '/')))
        {
            var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!);
            var isThere = Path.Exists(Path.Combine(Repository.Root, file))
                || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(file)).Any());
            var isMade = Made.Any(place => file.StartsWith(place, StringComparison.Ordinal));
            if (!isThere && !isMade) yield return $"There is no {file}: {line}";
        }
    }

    private static bool IsOption(string option) =>
        Sources.Contains($"\"{option}\"", StringComparison.Ordinal) || Has(Repository.Read("src/CsrAgent.Host/usage.txt"), option);

    private static bool Has(string text, string option) => Regex.IsMatch(text, Regex.Escape(option) + @"(?![\w-])");

    [GeneratedRegex("```(?:sh|bash)\n(.*?)```|(?<!`)`([^`\n]+)`(?!`)", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    /// <summary>Where a command stands: first, behind its variables, or behind a pipe; not as the name of a namespace or a user.</summary>
    [GeneratedRegex(@"(?:^|[|;&(])\s*(?:[A-Z_]+=\S* +)*(?:csr-agent|\./run)(?: ([a-z][a-z-]+))?(?= |$)((?: (?!\|)\S+)*)")]
    private static partial Regex AgentPattern();

    [GeneratedRegex("(?<= )--[a-z][a-z-]+")]
    private static partial Regex OptionPattern();

    /// <summary>Options of the test runner, which ./test passes on.</summary>
    [GeneratedRegex("^--(filter-|long-running|xunit-|list-)")]
    private static partial Regex RunnerPattern();

    [GeneratedRegex(@"(?<![\w/.~$-])(?:deploy|docs|samples|src|tests|tools|clients|benchmarks)/[\w./*-]+")]
    private static partial Regex FilePattern();
}
