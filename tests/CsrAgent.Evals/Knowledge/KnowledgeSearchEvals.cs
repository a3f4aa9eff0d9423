namespace CsrAgent.Evals.Knowledge;

/// <summary>
/// How well questions find their articles when they share few words with them, and how well off-topic ones are told from them.
/// </summary>
public sealed class KnowledgeSearchEvals(SampleIndex index) : IClassFixture<SampleIndex>
{
    [Fact]
    public async Task Search_Paraphrases_ReachTheFloors()
    {
        var places = new List<int>();
        var known = new List<double>();
        foreach (var (ids, question) in EvalSentences.Read("Knowledge.paraphrases.txt"))
        {
            var hits = await index.SearchAsync(question);
            var place = hits.ToList().FindIndex(hit => ids.Split('|').Contains(hit.ArticleId));
            places.Add(place < 0 ? int.MaxValue : place);
            known.Add(hits[0].Relevance);
        }
        var unknown = new List<double>();
        foreach (var question in EvalSentences.Lines("Knowledge.off-topic.txt"))
        {
            unknown.Add((await index.SearchAsync(question))[0].Relevance);
        }

        var first = places.Count(place => place == 0) / (double)places.Count;
        var three = places.Count(place => place < 3) / (double)places.Count;
        var auc = known.Average(yes => unknown.Average(no => yes > no ? 1 : 0.0));
        Console.WriteLine($"Paraphrases: hit@1 {first:0.000}, hit@3 {three:0.000} of {places.Count}; off-topic AUC {auc:0.000}");
        Floors.Hold("knowledge/paraphrases", ("hit_1", first), ("hit_3", three), ("off_topic_auc", auc));
    }

    /// <summary>The same questions, typed in haste.</summary>
    [Fact]
    public async Task Search_MisspeltParaphrases_ReachTheFloors()
    {
        var places = new List<int>();
        foreach (var (ids, question) in EvalSentences.Read("Knowledge.paraphrases.txt"))
        {
            var hits = await index.SearchAsync(Slips.In(question));
            var place = hits.ToList().FindIndex(hit => ids.Split('|').Contains(hit.ArticleId));
            places.Add(place < 0 ? int.MaxValue : place);
        }

        var first = places.Count(place => place == 0) / (double)places.Count;
        var three = places.Count(place => place < 3) / (double)places.Count;
        Console.WriteLine($"Misspelt paraphrases: hit@1 {first:0.000}, hit@3 {three:0.000} of {places.Count}");
        Floors.Hold("knowledge/misspelt-paraphrases", ("hit_1", first), ("hit_3", three));
    }
}
