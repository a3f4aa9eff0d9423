using CsrAgent.Knowledge;

namespace CsrAgent.Evals.Knowledge;

/// <summary>One article for each thing that bank customers ask about, made of two of their questions.</summary>
public sealed class BankIndex : EvalIndex
{
    private const int AnswersInArticle = 2;

    /// <summary>What is asked, and the article that is meant.</summary>
    public static IEnumerable<(string Article, string Question)> Asked =>
        Groups().SelectMany(group => group.Skip(AnswersInArticle).Select(line => (line.Label, line.Text)));

    protected override Task<IReadOnlyCollection<KnowledgeArticle>> ReadAsync() =>
        Task.FromResult<IReadOnlyCollection<KnowledgeArticle>>([
            .. Groups()
                .Select(group => new KnowledgeArticle(
                    group.Key,
                    group.Key.Replace('_', ' '),
                    null,
                    [],
                    "en",
                    string.Join("\n\n", group.Take(AnswersInArticle).Select(line => line.Text))
                )),
        ]);

    private static IEnumerable<IGrouping<string, (string Label, string Text)>> Groups() =>
        EvalSentences.Read("Knowledge.bank-questions.txt").GroupBy(line => line.Label);
}
