namespace CsrAgent.Evals;

/// <summary>Prints an evaluation's table, and each mistake too where the environment variable EVAL_MISTAKES is set.</summary>
internal static class Report
{
    public static void Print(string title, Confusion confusion)
    {
        Console.WriteLine(confusion.Render(title));
        PrintMistakes(confusion);
    }

    public static void PrintMistakes(Confusion confusion)
    {
        if (Environment.GetEnvironmentVariable("EVAL_MISTAKES") is not null) Console.WriteLine(string.Join('\n', confusion.Mistakes));
    }
}
