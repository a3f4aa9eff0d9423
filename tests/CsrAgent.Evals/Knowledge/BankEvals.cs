namespace CsrAgent.Evals.Knowledge;

/// <summary>Real bank customers' questions over articles that lie close together.</summary>
public sealed class BankEvals(BankIndex index) : IClassFixture<BankIndex>
{
    [Fact]
    public async Task Search_BankQuestions_ReachesTheFloors()
    {
        var places = new List<int>();
        foreach (var (article, question) in BankIndex.Asked)
        {
            var hits = await index.SearchAsync(question);
            var place = hits.ToList().FindIndex(hit => hit.ArticleId == article);
            places.Add(place < 0 ? int.MaxValue : place);
        }

        var first = places.Count(place => place == 0) / (double)places.Count;
        var five = places.Count(place => place < 5) / (double)places.Count;
        Console.WriteLine($"Bank questions: hit@1 {first:0.000}, hit@5 {five:0.000} of {places.Count}");
        Floors.Hold("knowledge/bank-questions", ("hit_1", first), ("hit_5", five));
    }
}
