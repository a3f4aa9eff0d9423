namespace CsrAgent.Evals.Reports;

public sealed class ReportPageTests
{
    private static readonly EvalSets Sets = new(
        "of them, all made up by us.",
        new Dictionary<string, string> { ["hit_1"] = "The right article first", ["max_wrong"] = "Answered wrong" },
        [new("Finding", [new("a/one", "Set one", "About one.", null), new("a/two", "Set two", "About two.", "real questions.")])]
    );

    [Fact]
    public void Render_FiguresThatHold_SaysSoWithTheirFloors()
    {
        var page = Render(new EvalResult("a/one", 12, [new("hit_1", 0.5, 0.5), new("max_wrong", 0.1, 0.1)], []));

        Assert.Contains("all 2 figures hold", page, StringComparison.Ordinal);
        Assert.Contains("12 of them, all made up by us.", page, StringComparison.Ordinal);
        Assert.Contains("at least 50.0%", page, StringComparison.Ordinal);
        Assert.Contains("at most 10.0%", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bad\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hit_1", 0.49)]
    [InlineData("max_wrong", 0.51)]
    public void Render_MissedFigure_IsMarked(string name, double reached)
    {
        var page = Render(new EvalResult("a/one", 1, [new(name, reached, 0.5)], []));

        Assert.Contains("1 of 1 figures are missed", page, StringComparison.Ordinal);
        Assert.Contains("class=\"card missed\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"bad\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Mistake_IsShownAsText()
    {
        var mistake = new Mistake("<script>x</script>", "Returns", "Refunds", "**See** <b>this</b>");

        var page = Render(new EvalResult("a/two", 1, [new("hit_1", 1, 1)], [mistake]));

        Assert.Contains("&lt;script&gt;x&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("See &lt;b&gt;this&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SetThatWasNotMeasured_IsLeftOut()
    {
        var page = Render(new EvalResult("a/two", 1, [new("hit_1", 1, 1)], []));

        Assert.Contains("Set two", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Set one", page, StringComparison.Ordinal);
    }

    private static string Render(EvalResult result) => ReportPage.Render(Sets, [result], DateTimeOffset.UnixEpoch);
}
