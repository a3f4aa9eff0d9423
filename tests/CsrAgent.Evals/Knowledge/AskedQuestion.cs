using CsrAgent.Evals.Conversations;
using CsrAgent.Evals.Reports;

namespace CsrAgent.Evals.Knowledge;

/// <summary>A customer's question and what became of it.</summary>
internal sealed record AskedQuestion(CustomerQuestion Question, GroundedTurn Turn)
{
    private const int MaxListed = 4;

    public bool IsRight => Question.IsAnsweredBy(Turn.Cited);

    /// <summary>Answered from an article that is not meant, as if it were.</summary>
    public bool IsWrongButSure => !IsRight && Turn.Cited.Any(article => !Question.Needs(article));

    /// <summary>Whether an article that answers the question, or a part of it, is among the first that were found.</summary>
    public bool IsAmong(int first) => Turn.Found.Take(first).Any(hit => Question.Needs(hit.ArticleId));

    /// <summary>Whether the reply lists the articles for all parts of the question among its first four.</summary>
    public bool AreListed => Question.IsAnsweredBy(Turn.Answer.Articles.Take(MaxListed).Select(article => article.Id));

    public Mistake ToMistake(EvalIndex index) =>
        new(
            string.Join(" / ", [.. Question.Earlier, Question.Text]),
            string.Join(" and ", Question.Needed.Select(ids => string.Join(" or ", ids.Select(index.TitleOf)))),
            Turn.Describe(index),
            Turn.Answer.Text
        );
}
