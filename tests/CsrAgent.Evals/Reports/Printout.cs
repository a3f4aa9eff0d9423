namespace CsrAgent.Evals.Reports;

/// <summary>Prints an evaluation's table, and each mistake too where the environment variable EVAL_MISTAKES is set.</summary>
internal static class Printout
{
    public static void Print(string title, Confusion confusion)
    {
        Console.WriteLine(confusion.Render(title));
        PrintMistakes(confusion.Mistakes);
    }

    public static void Print(string title, params (string Name, double Reached)[] figures) =>
        Console.WriteLine(
            $"{title}: {string.Join(", ", figures.Select(each => FormattableString.Invariant($"{each.Name} {each.Reached:0.000}")))}"
        );

    public static void PrintMistakes(IEnumerable<Mistake> mistakes)
    {
        if (Environment.GetEnvironmentVariable("EVAL_MISTAKES") is null) return;
        foreach (var mistake in mistakes) Console.WriteLine($"  {mistake.Expected} as {mistake.Found}: {mistake.Said}");
    }
}
