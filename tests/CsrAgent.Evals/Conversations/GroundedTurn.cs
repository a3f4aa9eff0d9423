using CsrAgent.Answering;
using CsrAgent.Evals.Knowledge;
using CsrAgent.Knowledge;

namespace CsrAgent.Evals.Conversations;

/// <summary>One reply of the answerer that needs no model.</summary>
/// <param name="Found">What the search found, one passage of each article, best first.</param>
internal sealed record GroundedTurn(Answer Answer, IReadOnlyList<PassageHit> Found)
{
    /// <summary>A question back, or an offer.</summary>
    public const string Ask = "ask";

    /// <summary>Small talk.</summary>
    public const string Talk = "talk";

    /// <summary>The articles that the reply is taken from.</summary>
    public IReadOnlyList<string> Cited { get; } =
        Answer.Unanswered ? [] : [.. Answer.Citations.Select(citation => citation.ArticleId).Distinct()];

    /// <summary>The first article's id, <see cref="Ask"/> or <see cref="Talk"/>.</summary>
    public string Outcome =>
        Cited.Count > 0 ? Cited[0]
        : Answer.Unanswered || Answer.OffersPerson ? Ask
        : Talk;

    /// <summary>That of the reply, which says of small talk that it is certain of it: not that an article answers it.</summary>
    public double Confidence => Outcome == Talk ? 0 : Answer.Confidence;

    public string Describe(EvalIndex index) =>
        Outcome switch
        {
            Talk => "taken for small talk",
            Ask when Found.Count == 0 => "asked back",
            Ask => $"asked back; nearest: {Found[0].Title}",
            _ => string.Join(" and ", Cited.Select(index.TitleOf)),
        };
}
