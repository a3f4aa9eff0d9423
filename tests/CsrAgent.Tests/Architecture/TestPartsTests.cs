using System.Text.RegularExpressions;

namespace CsrAgent.Tests.Architecture;

/// <summary>
/// ./test knows its parts by namespace. A test in the wrong one would need Chromium or Redis where ./test --fast installs neither.
/// </summary>
public sealed partial class TestPartsTests
{
    private const string Project = "tests/CsrAgent.Tests/";

    private static readonly IReadOnlyDictionary<string, string> Folders = PartPattern()
        .Matches(Repository.Read("test"))
        .ToDictionary(match => match.Groups[1].Value, match => Project + match.Groups[2].Value.Replace('.', '/') + "/");

    [Theory]
    [InlineData("browser", "Chromium")]
    [InlineData("redis", "SharedRedis")]
    [InlineData("faults", "KillAsync")]
    [InlineData("simulation", "SimulatedProcess")]
    [InlineData("deploy", "NginxServer")]
    public void Part_ItsNamespace_HasTheTestsThatItIsNamedFor(string part, string sign) =>
        Assert.Contains(Repository.CodeIn(Folders[part]), file => Repository.Read(file).Contains(sign, StringComparison.Ordinal));

    [Fact]
    public void UnitTests_NeedNeitherBrowserNorRedisNorAKilledProcess()
    {
        var elsewhere = Folders.Values.Append(Project + "Support/").Append(Project + "Architecture/").ToList();
        var units = Repository.CodeIn(Project).Where(file => !elsewhere.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

        Assert.DoesNotContain(units, file => SlowPattern().IsMatch(Repository.Read(file)));
    }

    [Fact]
    public void Names_HaveNoBrokenText() =>
        Assert.DoesNotContain(Repository.CodeIn(Project), file => BrokenPattern().IsMatch(Repository.Read(file)));

    // Half a character in a name cuts the file of results off there.
    [GeneratedRegex(@"\[InlineData\([^)\n]*(?<!\\)\\ud[89a-f]", RegexOptions.IgnoreCase)]
    private static partial Regex BrokenPattern();

    [GeneratedRegex(@"(\w+)='CsrAgent\.Tests\.([\w.]+)\*'")]
    private static partial Regex PartPattern();

    [GeneratedRegex(
        @"\b(Chromium|SharedRedis|RedisServer|RedisSentinels|RedisCluster|FaultsCollection|KillAsync|NginxServer|PrometheusServer)\b"
    )]
    private static partial Regex SlowPattern();
}
