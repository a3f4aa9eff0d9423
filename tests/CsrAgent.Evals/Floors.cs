using System.Text.Json;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals;

/// <summary>The figures that an evaluation must reach, or stay under where the name begins with "max_". Kept in "floors.json".</summary>
internal static class Floors
{
    public static IReadOnlyDictionary<string, Dictionary<string, double>> All { get; } = Read();

    /// <summary>Fails with every figure that is missed; what was reached is in the report either way.</summary>
    /// <param name="count">How many messages, turns or texts were measured.</param>
    public static void Hold(
        string evaluation,
        int count,
        IReadOnlyList<Mistake> mistakes,
        params (string Name, double Reached)[] figures
    )
    {
        var floors = All[evaluation];
        Assert.Equal(floors.Keys.Order(StringComparer.Ordinal), figures.Select(figure => figure.Name).Order(StringComparer.Ordinal));
        var result = new EvalResult(
            evaluation,
            count,
            [.. figures.Select(figure => new EvalFigure(figure.Name, figure.Reached, floors[figure.Name]))],
            mistakes
        );
        EvalResults.Add(result);
        var missed = result.Figures.Where(figure => figure.IsMissed);
        Assert.True(
            !missed.Any(),
            $"{evaluation}: "
                + string.Join(", ", missed.Select(figure => $"{figure.Name} {figure.Reached:0.000} against {figure.Floor:0.000}"))
        );
    }

    public static void Hold(string evaluation, Confusion confusion, params (string Name, double Reached)[] figures) =>
        Hold(evaluation, confusion.Total, confusion.Mistakes, figures);

    private static Dictionary<string, Dictionary<string, double>> Read()
    {
        using var stream = EvalSentences.Open("floors.json");
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(stream)!;
    }
}
