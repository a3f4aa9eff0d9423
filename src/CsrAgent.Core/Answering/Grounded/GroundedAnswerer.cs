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
/// person. Nobody is given the same text twice.
/// </summary>
internal sealed class GroundedAnswerer(
    KnowledgeSearch search,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<GroundedAnswerer> log
) : IAnswerer
{
    private const int MaxSuggestions = 3;

    /// <summary>A related article is worth listing from this share of <see cref="AnsweringOptions.MinConfidence"/>.</summary>
    private const double NearShare = 0.4;

    /// <summary>From this share of it on, an article that is clearly the nearest is shown, as one that may help.</summary>
    private const double MaybeShare = 0.6;

    // A relevance from which the best article is taken without a look at the next, and how near the next has to be below it.
    private const double Clear = 0.6;
    private const double TieMargin = 0.12;

    private const double LessThanFound = 0.8;

    // No article has many more.
    private const int MaxPassages = 30;

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

    private Answer Reply(SmallTalkKind kind, ReplyTexts texts) =>
        new()
        {
            Text = kind switch
            {
                SmallTalkKind.Greeting => texts.Greeting,
                SmallTalkKind.Thanks => texts.ThanksReply,
                SmallTalkKind.Goodbye => texts.Goodbye,
                SmallTalkKind.Help => texts.HelpReply,
                SmallTalkKind.Identity when options.Value.AgentName != AnsweringOptions.Unnamed =>
                    $"{texts.Introduction(options.Value.AgentName)} {texts.Identity}",
                SmallTalkKind.Identity => texts.Identity,
                SmallTalkKind.Unclear => texts.Unclear,
                SmallTalkKind.Misunderstood => $"{texts.Sympathy} {texts.Unclear}\n\n{texts.OfferPerson}",
                _ => texts.Acknowledged,
            },
            Confidence = Confidence.SmallTalk,
            OffersPerson = kind == SmallTalkKind.Misunderstood,
        };

    // Nobody can say where an order is without a look at it; what was spoken of before stays the subject.
    private static Answer Offer(AnswerRequest request, EarlierAnswers earlier) =>
        new()
        {
            Text = ReplyTexts.For(request.Language).CannotLookUp,
            Articles = earlier.LastArticles,
            Confidence = Confidence.SmallTalk,
            OffersPerson = true,
        };

    private async Task<Answer> LookUpAsync(AnswerRequest request, CancellationToken cancellationToken)
    {
        var earlier = new EarlierAnswers(request.History);
        var own = request.Messages.Select(OwnWords.Of).ToArray();
        if (ReferenceNumber.IsAllOf(string.Join('\n', own), request.Language)) return Offer(request, earlier);
        if (BareYes.Is(request.Question) && earlier.WasAnswer(ReplyTexts.For(request.Language)))
        {
            return Reply(SmallTalkKind.Acknowledgement, ReplyTexts.For(request.Language));
        }
        var questions = QuestionSplitter.Split(own);
        var found = questions.Count > 1 ? await SearchEachAsync(questions, request, cancellationToken) : [];
        if (found.Count >= 2) return Excerpts(request, found);
        if (request.Passages.Count == 0 || !IsAnswer(request.Passages[0]) || IsTie(request.Passages)) return Unknown(request);
        var hits = await CompleteAsync(request.Passages, cancellationToken);
        var fresh = Fresh(hits, earlier);
        if (StemmedWords.Of(request.Question, request.Language).Count == 0) fresh.RemoveAll(hit => !ArticleExcerpt.HasSteps(hit));
        if (fresh.Count == 0) fresh = Next(request.Passages, earlier);
        return fresh.Count > 0 ? Excerpts(request, [new FoundAnswer(request.Question, fresh)]) : NothingMore(request);
    }


    /// <summary>With all of the best article where its beginning is missing, or points at what follows.</summary>
    private async Task<IReadOnlyList<PassageHit>> CompleteAsync(IReadOnlyList<PassageHit> hits, CancellationToken cancellationToken)
    {
        var best = hits[0];
        var beginning = hits.FirstOrDefault(hit => hit.ArticleId == best.ArticleId && hit.Passage.Index == 0);
        if (beginning is not null && !ArticleExcerpt.PointsOn(beginning)) return hits;
        var known = hits.Where(hit => hit.ArticleId == best.ArticleId).Select(hit => hit.Passage.Index).ToHashSet();
        using var budget = new CancellationTokenSource(SearchTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            // Nothing finds an article as surely as its title. What it adds fits the question less than what was found by the question.
            var more = await search.SearchAsync(best.Title, [], best.Language, MaxPassages, both.Token);
            return
            [
                .. hits,
                .. more.Where(hit => hit.ArticleId == best.ArticleId && !known.Contains(hit.Passage.Index))
                    .Select(hit => hit with { Relevance = hits[^1].Relevance * LessThanFound }),
            ];
        }
        // What was found is still an answer.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(error, "The rest of article {ArticleId} could not be read; answered from what was found.", best.ArticleId);
            return hits;
        }
    }

    /// <summary>What of the best article was not shown before, if it answers as surely as what was; else nothing.</summary>
    private List<PassageHit> Fresh(IReadOnlyList<PassageHit> hits, EarlierAnswers earlier)
    {
        var rest = hits.Where(hit => hit.ArticleId == hits[0].ArticleId && !earlier.Show(hit)).ToList();
        return rest.Count > 0 && IsAnswer(rest[0]) && ArticleExcerpt.IsAsSure(rest[0], hits[0]) ? rest : [];
    }

    /// <summary>Of the next article, if it is a clear answer too, where all of the best was shown before.</summary>
    private static List<PassageHit> Next(IReadOnlyList<PassageHit> hits, EarlierAnswers earlier)
    {
        var best = hits[0].ArticleId;
        if (hits.FirstOrDefault(hit => hit.ArticleId != best) is not { } next || next.Relevance < Clear) return [];
        return ArticleExcerpt.IsAsSure(next, hits[0]) && !earlier.Show(next) ? [.. hits.Where(hit => hit.ArticleId == next.ArticleId)] : [];
    }

    // One sentence again instead of the whole text.
    private Answer NothingMore(AnswerRequest request)
    {
        var best = request.Passages[0];
        var quote = ArticleExcerpt.Quote(best.Passage.Text, request.Question);
        return new()
        {
            Text = $"> {quote}\n\n{ReplyTexts.For(request.Language).NothingMore(ArticleRanking.ToReference(best))}",
            Articles = ArticleRanking.Rank(request.Passages, [best.ArticleId], options.Value.MinConfidence),
            Citations = [new Citation(best.ArticleId, quote)],
            Confidence = Math.Round(best.Relevance, 3),
            OffersPerson = true,
        };
    }

    // Where another article fits as well as the best, and neither fits well, the customer is asked.
    private static bool IsTie(IReadOnlyList<PassageHit> hits) =>
        hits[0].Relevance < Clear
        && hits.FirstOrDefault(hit => hit.ArticleId != hits[0].ArticleId) is { } second
        && hits[0].Relevance - second.Relevance < TieMargin;

    private bool IsAnswer(PassageHit hit) => hit.Relevance >= options.Value.MinConfidence;

    /// <summary>The results for each question, except for those that find nothing or the same article as an earlier one.</summary>
    private async Task<List<FoundAnswer>> SearchEachAsync(
        IReadOnlyList<string> questions,
        AnswerRequest request,
        CancellationToken cancellationToken
    )
    {
        using var budget = new CancellationTokenSource(SearchTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, budget.Token);
        try
        {
            var searches = questions.Select(async text => new FoundAnswer(
                text,
                await search.SearchAsync(text, [], request.Language, options.Value.SearchLimit, both.Token)
            ));
            var results = await Task.WhenAll(searches).WaitAsync(both.Token);
            return [.. results.Where(each => each.Hits.Count > 0 && IsAnswer(each.Hits[0])).DistinctBy(each => each.Hits[0].ArticleId)];
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

    private Answer Excerpts(AnswerRequest request, List<FoundAnswer> found)
    {
        var texts = ReplyTexts.For(request.Language);
        var best = found.Select(each => each.Hits[0]).ToArray();
        var length = options.Value.ExcerptLength / found.Count;
        var parts = found.Select(each =>
            $"{ArticleExcerpt.Of(each.Hits, each.Question, length)}\n\n{texts.ReadMore(ArticleRanking.ToReference(each.Hits[0]))}"
        );
        var several = found.Count > 1 ? $" {texts.Several}" : "";
        var titled = found.Count > 1 ? parts.Select((part, i) => $"**{best[i].Title}**\n\n{part}") : parts;
        var lead = Array.TrueForAll(best, hit => IsInOtherLanguage(hit, texts, request))
            ? SympathyFor(request, texts) + texts.LeadInOtherLanguage(best[0].Language)
            : texts.Lead(request.Mood);
        return new()
        {
            Text = $"{lead}{several}\n\n{string.Join("\n\n", titled)}",
            Articles = ArticleRanking.Rank(
                found.SelectMany(each => each.Hits).Concat(request.Passages),
                [.. best.Select(hit => hit.ArticleId)],
                options.Value.MinConfidence
            ),
            Citations = [.. best.Select(hit => new Citation(hit.ArticleId, ArticleExcerpt.Quote(hit.Passage.Text, request.Question)))],
            Confidence = Math.Round(best.Min(hit => hit.Relevance), 3),
        };
    }

    // Less sure than an answer, and twice as likely (in odds) as any other article.
    private bool IsLikely(IReadOnlyList<PassageHit> hits) =>
        hits.Count > 0
        && hits[0].Relevance >= options.Value.MinConfidence * MaybeShare
        && hits.All(hit => hit.ArticleId == hits[0].ArticleId || ArticleExcerpt.Odds(hit) * 2 <= ArticleExcerpt.Odds(hits[0]));

    private Answer Maybe(AnswerRequest request, ReplyTexts texts, IReadOnlyList<ArticleReference> near)
    {
        var best = request.Passages[0];
        var excerpt = ArticleExcerpt.Of(request.Passages, request.Question, options.Value.ExcerptLength);
        return new()
        {
            Text = $"{SympathyFor(request, texts)}{texts.MayHelp}\n\n{excerpt}\n\n{texts.ReadMore(ArticleRanking.ToReference(best))}",
            Articles = [.. near.Take(MaxSuggestions)],
            Citations = [new Citation(best.ArticleId, ArticleExcerpt.Quote(best.Passage.Text, request.Question))],
            Confidence = Math.Round(best.Relevance, 3),
            Unanswered = true,
        };
    }

    private static string SympathyFor(AnswerRequest request, ReplyTexts texts) =>
        request.Mood.Sentiment == SentimentLabel.Negative ? texts.Sympathy + " " : "";

    // A customer whose language there are no sentences in is answered in English.
    private static bool IsInOtherLanguage(PassageHit hit, ReplyTexts texts, AnswerRequest request) =>
        hit.Language != request.Language && hit.Language != texts.Language;

    private Answer Unknown(AnswerRequest request)
    {
        var texts = ReplyTexts.For(request.Language);
        var near = ArticleRanking.Rank(request.Passages, [], options.Value.MinConfidence * NearShare);
        var sympathy = SympathyFor(request, texts);
        // To say it in other words helps nobody whose language no article is in.
        var isForeign = near.Count == 0 && texts.Language != "en" && !request.Passages.Any(hit => hit.Language == request.Language);
        var offers = isForeign || request.LowConfidenceRun > 0;
        if (!offers && IsLikely(request.Passages)) return Maybe(request, texts, near);
        var text =
            isForeign ? texts.NothingInLanguage
            : offers ? texts.UnknownOffer
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
