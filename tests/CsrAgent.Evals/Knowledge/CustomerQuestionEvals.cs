using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Knowledge;

/// <summary>
/// Questions as customers write them, through the whole way of an answer without a model: language, search with what was said before,
/// several questions in one, and the reply.
/// </summary>
public sealed class CustomerQuestionEvals(AskedCustomers customers) : IClassFixture<AskedCustomers>
{
    private const string TwoInOne = "two-in-one";

    [Theory]
    [InlineData("plain")]
    [InlineData("typos")]
    [InlineData("slang")]
    [InlineData("indirect")]
    [InlineData("follow-up")]
    [InlineData(TwoInOne)]
    [InlineData("other-languages")]
    public void Ask_CustomersQuestions_ReachTheFloors(string kind)
    {
        var asked = customers.All.Where(each => each.Question.Kind == kind).ToArray();
        double Share(Func<AskedQuestion, bool> isSo) => asked.Count(isSo) / (double)asked.Length;
        var figures = new List<(string Name, double Reached)>
        {
            ("right", Share(each => each.IsRight)),
            ("max_wrong_but_sure", Share(each => each.IsWrongButSure)),
            ("hit_1", Share(each => each.IsAmong(1))),
            ("hit_3", Share(each => each.IsAmong(3))),
            ("auc", Auc.Of([.. asked.Select(each => each.Turn.Confidence)], customers.OffTopicConfidence)),
        };
        if (kind == TwoInOne) figures.Add(("both_4", Share(each => each.AreListed)));
        var mistakes = asked.Where(each => !each.IsRight).Select(each => each.ToMistake(customers.Index)).ToArray();
        Printout.Print($"Customers' questions, {kind}, {asked.Length}", [.. figures]);
        Printout.PrintMistakes(mistakes);
        Floors.Hold($"customers/{kind}", asked.Length, mistakes, [.. figures]);
    }

    /// <summary>None of these has an article: none may be answered from one, and none with confidence.</summary>
    [Theory]
    [InlineData(AskedCustomers.General)]
    [InlineData(AskedCustomers.OfShop)]
    public void Ask_OffTopic_ReachesTheFloors(string file)
    {
        var asked = customers.OffTopic[file];
        var mistakes = asked
            .Where(each => each.Turn.Cited.Count > 0)
            .Select(each => new Mistake(each.Question, "no article", each.Turn.Describe(customers.Index), each.Turn.Answer.Text))
            .ToArray();
        (string Name, double Reached)[] figures =
        [
            ("max_answered", mistakes.Length / (double)asked.Count),
            ("auc", Auc.Of([.. customers.All.Select(each => each.Turn.Confidence)], [.. asked.Select(each => each.Turn.Confidence)])),
        ];
        Printout.Print($"Customers' questions, {file}, {asked.Count}", figures);
        Printout.PrintMistakes(mistakes);
        Floors.Hold($"customers/{file}", asked.Count, mistakes, figures);
    }
}
