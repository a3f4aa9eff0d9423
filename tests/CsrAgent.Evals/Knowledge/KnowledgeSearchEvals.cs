namespace CsrAgent.Evals.Knowledge;

/// <summary>
/// How well questions find their articles when they share few words with them, and how well off-topic ones are told from them.
/// </summary>
public sealed class KnowledgeSearchEvals(SampleIndex index) : IClassFixture<SampleIndex>
{
    [Fact]
    public async Task Search_Paraphrases_ReachTheFloors()
    {
        var figures = await MeasureAsync(index);
        Console.WriteLine($"Paraphrases: {string.Join(", ", figures.Select(figure => $"{figure.Name} {figure.Reached:0.000}"))}");
        Floors.Hold("knowledge/paraphrases", figures);
    }

    /// <summary>The same questions, typed in haste.</summary>
    [Fact]
    public async Task Search_MisspeltParaphrases_ReachTheFloors()
    {
        var figures = await MeasureMisspeltAsync(index);
        Console.WriteLine($"Misspelt paraphrases: {string.Join(", ", figures.Select(figure => $"{figure.Name} {figure.Reached:0.000}"))}");
        Floors.Hold("knowledge/misspelt-paraphrases", figures);
    }

    internal static async Task<(string Name, double Reached)[]> MeasureAsync(EvalIndex index)
    {
        var (places, known) = await PlacesAsync(index, question => question);
        var unknown = new List<double>();
        foreach (var question in EvalSentences.Lines("Knowledge.off-topic.txt"))
        {
            unknown.Add((await index.SearchAsync(question))[0].Relevance);
        }
        var auc = known.Average(yes => unknown.Average(no => yes > no ? 1 : 0.0));
        return [.. Hits(places), ("off_topic_auc", auc)];
    }

    internal static async Task<(string Name, double Reached)[]> MeasureMisspeltAsync(EvalIndex index) =>
        Hits((await PlacesAsync(index, Slips.In)).Places);

    private static (string Name, double Reached)[] Hits(List<int> places) =>
        [
            ("hit_1", places.Count(place => place == 0) / (double)places.Count),
            ("hit_3", places.Count(place => place < 3) / (double)places.Count),
        ];

    private static async Task<(List<int> Places, List<double> Best)> PlacesAsync(EvalIndex index, Func<string, string> type)
    {
        var (places, best) = (new List<int>(), new List<double>());
        foreach (var (ids, question) in EvalSentences.Read("Knowledge.paraphrases.txt"))
        {
            var hits = await index.SearchAsync(type(question));
            var place = hits.ToList().FindIndex(hit => ids.Split('|').Contains(hit.ArticleId));
            places.Add(place < 0 ? int.MaxValue : place);
            best.Add(hits[0].Relevance);
        }
        return (places, best);
    }
}
