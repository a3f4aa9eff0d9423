namespace CsrAgent.Evals.Reports;

/// <summary>The report explains all that is measured.</summary>
public sealed class EvalSetsTests
{
    private static readonly EvalSets Sets = EvalSets.Read();

    [Fact]
    public void Groups_Floors_DescribeEverySet()
    {
        var described = Sets.Groups.SelectMany(group => group.Sets).Select(set => set.Name);

        Assert.Equal(Floors.All.Keys.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Figures_Floors_DescribeEveryFigure()
    {
        var measured = Floors.All.Values.SelectMany(figures => figures.Keys).Distinct();

        Assert.Equal(measured.Order(StringComparer.Ordinal), Sets.Figures.Keys.Order(StringComparer.Ordinal));
    }
}
