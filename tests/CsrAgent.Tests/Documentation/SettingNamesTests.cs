using System.Text.RegularExpressions;
using CsrAgent.Host;
using CsrAgent.Tests.Architecture;

namespace CsrAgent.Tests.Documentation;

/// <summary>A message that tells an operator to set something names a setting that exists.</summary>
public sealed partial class SettingNamesTests
{
    /// <summary>Words of models' own formats.</summary>
    private static readonly string[] ModelWords = ["END_THINKING", "MAX_TOKENS"];

    [Fact]
    public void Source_EachNameInAText_IsASetting()
    {
        var settings = AgentSettings.All.Select(setting => setting.Name).ToHashSet();
        var unknown =
            from file in Repository.CodeIn("src")
            from name in NamesIn(Repository.Read(file))
            where !settings.Contains(name) && !ModelWords.Contains(name)
            select $"{file}: {name}";

        Assert.Empty(unknown.ToList());
    }

    [Theory]
    [InlineData("throw new(\"Set DATA_DIR to another folder.\");", "DATA_DIR")]
    [InlineData("$\"{file}: see OLD_NAME ({value})\"", "OLD_NAME")]
    [InlineData("/// <summary>Not a text: OLD_NAME.</summary>", null)]
    public void NamesIn_Line_AreThoseInItsTexts(string line, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], NamesIn(line));

    private static IEnumerable<string> NamesIn(string text) =>
        TextPattern().Matches(text).SelectMany(match => NamePattern().Matches(match.Value)).Select(match => match.Value);

    [GeneratedRegex("\"[^\"\\n]*\"")]
    private static partial Regex TextPattern();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b")]
    private static partial Regex NamePattern();
}
