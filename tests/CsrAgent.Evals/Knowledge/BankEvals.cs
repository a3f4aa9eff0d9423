using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Knowledge;

/// <summary>Real bank customers' questions over articles that lie close together.</summary>
public sealed class BankEvals(BankIndex index) : IClassFixture<BankIndex>
{
    [Fact]
    public async Task Search_BankQuestions_ReachesTheFloors()
    {
        var found = await AskAsync(index);
        var figures = Figures(found);
        Printout.Print("Bank questions", figures);
        Floors.Hold("knowledge/bank-questions", found.Count, found.Mistakes, figures);
    }

    internal static async Task<(string Name, double Reached)[]> MeasureAsync(EvalIndex index) => Figures(await AskAsync(index));

    private static (string Name, double Reached)[] Figures(FoundArticles found) => [("hit_1", found.Hit(1)), ("hit_5", found.Hit(5))];

    private static async Task<FoundArticles> AskAsync(EvalIndex index)
    {
        var found = new FoundArticles(index);
        foreach (var (article, question) in BankIndex.Asked) found.Add(question, [article], await index.SearchAsync(question));
        return found;
    }
}
