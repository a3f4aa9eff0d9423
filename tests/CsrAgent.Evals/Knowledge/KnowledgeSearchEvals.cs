using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Knowledge;

/// <summary>
/// How well questions find their articles when they share few words with them, and how well off-topic ones are told from them.
/// </summary>
public sealed class KnowledgeSearchEvals(SampleIndex index) : IClassFixture<SampleIndex>
{
    [Fact]
    public async Task Search_Paraphrases_ReachTheFloors()
    {
        var (found, figures) = await AskAsync(index);
        Printout.Print("Paraphrases", figures);
        Floors.Hold("knowledge/paraphrases", found.Count, found.Mistakes, figures);
    }

    /// <summary>The same questions, typed in haste.</summary>
    [Fact]
    public async Task Search_MisspeltParaphrases_ReachTheFloors()
    {
        var (found, _) = await FindAsync(index, Slips.In);
        Printout.Print("Misspelt paraphrases", Hits(found));
        Floors.Hold("knowledge/misspelt-paraphrases", found.Count, found.Mistakes, Hits(found));
    }

    internal static async Task<(string Name, double Reached)[]> MeasureAsync(EvalIndex index) => (await AskAsync(index)).Figures;

    internal static async Task<(string Name, double Reached)[]> MeasureMisspeltAsync(EvalIndex index) =>
        Hits((await FindAsync(index, Slips.In)).Found);

    private static (string Name, double Reached)[] Hits(FoundArticles found) => [("hit_1", found.Hit(1)), ("hit_3", found.Hit(3))];

    private static async Task<(FoundArticles Found, (string Name, double Reached)[] Figures)> AskAsync(EvalIndex index)
    {
        var (found, known) = await FindAsync(index, question => question);
        var unknown = new List<double>();
        foreach (var question in EvalSentences.Lines("Knowledge.off-topic.txt"))
        {
            unknown.Add((await index.SearchAsync(question))[0].Relevance);
        }
        return (found, [.. Hits(found), ("off_topic_auc", Auc.Of(known, unknown))]);
    }

    private static async Task<(FoundArticles Found, List<double> Best)> FindAsync(EvalIndex index, Func<string, string> type)
    {
        var (found, best) = (new FoundArticles(index), new List<double>());
        foreach (var (ids, question) in EvalSentences.Read("Knowledge.paraphrases.txt"))
        {
            var hits = await index.SearchAsync(type(question));
            found.Add(type(question), ids.Split('|'), hits);
            best.Add(hits[0].Relevance);
        }
        return (found, best);
    }
}
