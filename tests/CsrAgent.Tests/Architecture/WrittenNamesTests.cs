namespace CsrAgent.Tests.Architecture;

public sealed class WrittenNamesTests
{
    private static readonly WrittenNames Names = new(new HashSet<string> { "CsrAgent.Turns.Turn", "CsrAgent.Handoff.Notices.Notice" });

    [Theory]
    [InlineData("using CsrAgent.Turns;", "CsrAgent.Turns")]
    [InlineData("global using CsrAgent.Turns;", "CsrAgent.Turns")]
    [InlineData("using static CsrAgent.Turns.Turn;", "CsrAgent.Turns.Turn")]
    [InlineData("using Other = CsrAgent.Turns.Turn;", "CsrAgent.Turns.Turn")]
    [InlineData("/// <see cref=\"CsrAgent.Turns.Turn.Id\"/>", "CsrAgent.Turns.Turn")]
    [InlineData("/// <see cref=\"Turns.Turn\"/>", "CsrAgent.Turns.Turn")]
    [InlineData("[JsonSerializable(typeof(Turns.Turn))]", "CsrAgent.Turns.Turn")]
    [InlineData("var name = nameof(CsrAgent.Turns.Turn);", "CsrAgent.Turns.Turn")]
    [InlineData("var name = nameof(Turns.Turn);", "CsrAgent.Turns.Turn")]
    [InlineData("const int Max = Turns.Turn.Max;", "CsrAgent.Turns.Turn")]
    [InlineData("return global::CsrAgent.Turns.Turn.Max;", "CsrAgent.Turns.Turn")]
    [InlineData("var notice = Notices.Notice.First;", "CsrAgent.Handoff.Notices.Notice")]
    public void In_EachForm_IsFound(string line, string expected) =>
        Assert.Contains(expected, Names.In(line.StartsWith("using", StringComparison.Ordinal) ? line + Own : Own + line));

    [Theory]
    [InlineData("var turn = mailbox.Turns.Turn;")]
    [InlineData("// The Turn of a phrase, and Turns.Count.")]
    [InlineData("using System.Text;")]
    public void In_OtherNames_AreNone(string line) => Assert.Empty(Names.In(Own + line));

    private const string Own = "\nnamespace CsrAgent.Handoff;\n\n";
}
