namespace CsrAgent.Evals.Knowledge;

/// <summary>Real bank customers' questions over articles that lie close together.</summary>
public sealed class BankEvals(BankIndex index) : IClassFixture<BankIndex>
{
    [Fact]
    public async Task Search_BankQuestions_ReachesTheFloors()
    {
        var figures = await MeasureAsync(index);
        Console.WriteLine($"Bank questions: {string.Join(", ", figures.Select(figure => $"{figure.Name} {figure.Reached:0.000}"))}");
        Floors.Hold("knowledge/bank-questions", figures);
    }

    internal static async Task<(string Name, double Reached)[]> MeasureAsync(EvalIndex index)
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
        return [("hit_1", first), ("hit_5", five)];
    }
}
