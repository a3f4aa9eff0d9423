using System.Text.RegularExpressions;
using CsrAgent.Languages;
using CsrAgent.Tests.Escalation;

namespace CsrAgent.Tests.Languages.Patterns;

public sealed partial class PatternFilesTests
{
    [Theory]
    [InlineData("Signals.withdrawals.txt")]
    [InlineData("Signals.human-requests.txt")]
    [InlineData("Signals.consent.txt")]
    [InlineData("Signals.sensitive-topics.txt")]
    [InlineData("Safety.injection.txt")]
    [InlineData("Privacy.number-words.txt")]
    [InlineData("Privacy.contexts.txt")]
    public void Classes_InAnyFile_AreUsed(string file)
    {
        var text = Resource.Read(file);

        Misses.None(
            Definition().Matches(text).Select(match => match.Groups[1].Value).Where(name => Regex.Count(text, $@"@{name}\b") == 1)
        );
    }

    [GeneratedRegex(@"^@(\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
