using CsrAgent.Answering.Checks;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Replies;
using CsrAgent.Sentiment;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Grounded;

/// <summary>
/// Answers without a model: with the best article's own text and link if there is one, else with one clarifying question or the offer of a
/// person. The same question always gets the same answer.
/// </summary>
internal sealed class GroundedAnswerer(
    IKnowledgeIndex index,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<GroundedAnswerer> log
) : IAnswerer
{
    private const int MaxSuggestions = 3;

    /// <summary>A related article is worth listing from this share of <see cref="AnsweringOptions.MinConfidence"/>.</summary>
    private const double NearShare = 0.4;

    // A relevance from which the best article is taken without a look at the next, and how near the next has to be below it.
    private const double Clear = 0.6;
    private const double TieMargin = 0.06;

    private static readonly TimeSpan SearchTime = TimeSpan.FromSeconds(2);

    public async Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        var answer = SmallTalk.Find(request.Question, request.Language) is { } talk
            ? Reply(talk.Kind, ReplyTexts.For(talk.Language))
            : await LookUpAsync(request, cancellationToken);
        if (!stream.IsWatched) return answer;
        await stream.WriteAsync(answer.Text, cancellationToken);
        foreach (var citation in answer.Citations) await stream.CiteAsync(citation, cancellationToken);
        return answer;
    }

    private static Answer Reply(SmallTalkKind kind, ReplyTexts texts) =>
        new()
        {
            Text = kind switch
            {
                SmallTalkKind.Greeting => texts.Greeting,
                SmallTalkKind.Thanks => texts.ThanksReply,
                SmallTalkKind.Goodbye => texts.Goodbye,
                SmallTalkKind.Help => texts.HelpReply,
                SmallTalkKind.Identity => texts.Identity,
                SmallTalkKind.Unclear => texts.Unclear,
                _ => texts.Acknowledged,
            },
            Confidence = Confidence.SmallTalk,
        };

    private async Task<Answer> LookUpAsync(AnswerRequest request, CancellationToken cancellationToken)
    {
        var questions = QuestionSplitter.Split([.. request.Messages.Select(OwnWords.Of)]);
        var found = questions.Count > 1 ? await SearchEachAsync(questions, request, cancellationToken) : [];
        if (found.Count < 2)
        {
            found = request.Passages.Count > 0 && IsAnswer(request.Passages[0]) && !IsTie(request.Passages) ? [request.Passages] : [];
        }
        return found.Count > 0 ? Excerpts(request, found) : Unknown(request);
    }

    // Where another article fits as well as the best, and neither fits well, the customer is asked.
    private static bool IsTie(IReadOnlyList<PassageHit> hits) =>
        hits[0].Relevance < Clear
        && hits.FirstOrDefault(hit => hit.ArticleId != hits[0].ArticleId) is { } second
        && hits[0].Relevance - second.Relevance < TieMargin;

    private bool IsAnswer(PassageHit hit) => hit.Relevance >= options.Value.MinConfidence;

    /// <summary>The results for each question, except for those that find nothing or the same article as an earlier one.</summary>
    private async Task<List<IReadOnlyList<PassageHit>>> SearchEachAsync(
        IReadOnlyList<string> questions,
        AnswerRequest request,
        CancellationToken cancellationToken
    )
    {
        using var budget = new CancellationTokenSource(SearchTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            var searches = questions.Select(text =>
                index.SearchAsync(new(text, [], request.Language, options.Value.SearchLimit), both.Token)
            );
            var results = await Task.WhenAll(searches).WaitAsync(both.Token);
            return [.. results.Where(hits => hits.Count > 0 && IsAnswer(hits[0])).DistinctBy(hits => hits[0].ArticleId)];
        }
        // The results of the first search are still available.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(
                error,
                "Searching for each question of {ConversationId} failed; answered from the first search.",
                request.ConversationId
            );
            return [];
        }
    }

    private Answer Excerpts(AnswerRequest request, List<IReadOnlyList<PassageHit>> found)
    {
        var texts = ReplyTexts.For(request.Language);
        var best = found.Select(hits => hits[0]).ToArray();
        var length = options.Value.ExcerptLength / found.Count;
        var parts = found.Select(hits => $"{ArticleExcerpt.Of(hits, length)}\n\n{texts.ReadMore(ArticleRanking.ToReference(hits[0]))}");
        var several = found.Count > 1 ? $" {texts.Several}" : "";
        var titled = found.Count > 1 ? parts.Select((part, i) => $"**{best[i].Title}**\n\n{part}") : parts;
        return new()
        {
            Text = $"{texts.Lead(request.Mood)}{several}\n\n{string.Join("\n\n", titled)}",
            Articles = ArticleRanking.Rank(
                found.SelectMany(hits => hits).Concat(request.Passages),
                [.. best.Select(hit => hit.ArticleId)],
                options.Value.MinConfidence
            ),
            Citations = [.. best.Select(hit => new Citation(hit.ArticleId, ArticleExcerpt.Quote(hit.Passage.Text, request.Question)))],
            Confidence = Math.Round(best.Min(hit => hit.Relevance), 3),
        };
    }

    private Answer Unknown(AnswerRequest request)
    {
        var texts = ReplyTexts.For(request.Language);
        var offers = request.LowConfidenceRun > 0;
        var near = ArticleRanking.Rank(request.Passages, [], options.Value.MinConfidence * NearShare);
        var sympathy = request.Mood.Sentiment == SentimentLabel.Negative ? texts.Sympathy + " " : "";
        var text =
            offers ? texts.UnknownOffer
            : near.Count == 0 ? sympathy + texts.Clarify
            : $"{sympathy}{texts.ClarifyNear}\n\n"
                + $"{string.Join("\n", near.Take(MaxSuggestions).Select(article => "- " + ReplyTexts.Link(article)))}";
        return new()
        {
            Text = text,
            Articles = offers ? [] : [.. near.Take(MaxSuggestions)],
            Confidence = Math.Round(request.Passages.Select(hit => hit.Relevance).DefaultIfEmpty().Max(), 3),
            Unanswered = true,
            OffersPerson = offers,
        };
    }
}
