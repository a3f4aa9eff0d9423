namespace CsrAgent.Bench.Load;

/// <summary>What the virtual customers ask. Next to each other stand different matters, so that nobody asks the same thing twice.</summary>
internal static class Questions
{
    private static readonly string[] All = Read();

    public static string For(int customer, int conversation, int position) =>
        All[((customer * 7) + (conversation * LoadPlan.MessagesPerConversation) + position) % All.Length];

    private static string[] Read()
    {
        using var stream = typeof(Questions).Assembly.GetManifestResourceStream("CsrAgent.Bench.Load.questions.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
