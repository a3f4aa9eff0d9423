using System.Text.Json;

namespace CsrAgent.Evals;

/// <summary>The figures that an evaluation must reach, or stay under where the name begins with "max_". Kept in "floors.json".</summary>
internal static class Floors
{
    private static readonly Dictionary<string, Dictionary<string, double>> All = Read();

    /// <summary>Fails with every figure that is missed.</summary>
    public static void Hold(string evaluation, params (string Name, double Reached)[] figures)
    {
        var floors = All[evaluation];
        Assert.Equal(floors.Keys.Order(StringComparer.Ordinal), figures.Select(figure => figure.Name).Order(StringComparer.Ordinal));
        var missed = figures.Where(figure =>
            figure.Name.StartsWith("max_", StringComparison.Ordinal)
                ? figure.Reached > floors[figure.Name]
                : figure.Reached < floors[figure.Name]
        );
        Assert.True(
            !missed.Any(),
            $"{evaluation}: "
                + string.Join(", ", missed.Select(figure => $"{figure.Name} {figure.Reached:0.000} against {floors[figure.Name]:0.000}"))
        );
    }

    private static Dictionary<string, Dictionary<string, double>> Read()
    {
        using var stream = EvalSentences.Open("floors.json");
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(stream)!;
    }
}
