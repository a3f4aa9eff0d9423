using CsrAgent.Conversations;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Sentiment;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Cache;

/// <summary>
/// Gives the answer to a first question again when another customer asks the same and the search finds the same passages, word by word. So
/// no answer outlives a change of its articles, in any process and with any index.
/// </summary>
/// <remarks>
/// Not for what is personal: a customer of whom something is remembered, a question or an answer with a number that may be somebody's, a
/// mood that asks for another tone, an answer after an action, of low confidence, without a citation, or from an article that only the
/// model's own search found.
/// </remarks>
internal sealed class CachedAnswerer(IAnswerer inner, LogMask mask, IOptions<AnsweringOptions> options) : IAnswerer
{
    // Order numbers, dates of birth and telephone numbers have more digits than days and most prices.
    private const int MaxDigits = 3;

    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    private readonly AnswerCache _cache = new(options.Value.CacheSize);

    public async Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
    {
        if (!IsCommon(request) || AnswerKey.Of(request) is not { } key)
        {
            return await inner.AnswerAsync(request, stream, cancellationToken);
        }
        if (_cache.Find(key) is { } known)
        {
            await WriteAsync(known, stream, cancellationToken);
            return known;
        }
        var answer = await inner.AnswerAsync(request, stream, cancellationToken);
        if (IsForEverybody(answer, request))
        {
            _cache.Keep(key, request.ConversationId, answer with { Tokens = TokenUsage.None, ModelTime = TimeSpan.Zero, Cached = true });
        }
        return answer;
    }

    private static async ValueTask WriteAsync(Answer answer, IAnswerStream stream, CancellationToken cancellationToken)
    {
        if (!stream.IsWatched) return;
        await stream.WriteAsync(answer.Text, cancellationToken);
        foreach (var citation in answer.Citations) await stream.CiteAsync(citation, cancellationToken);
    }

    private bool IsCommon(AnswerRequest request) =>
        request is { History.Count: 0, Messages.Count: 1, Passages.Count: > 0 }
        && request.Mood is { Sentiment: SentimentLabel.Neutral, Emotion: Emotion.Neutral }
        && request == WithoutMore(request)
        && !IsPersonal(request.Question);

    // Whatever else a request carries, now or one day, is of its customer and goes into no other's answer.
    private static AnswerRequest WithoutMore(AnswerRequest request) =>
        new()
        {
            ConversationId = request.ConversationId,
            TurnId = request.TurnId,
            Messages = request.Messages,
            History = request.History,
            Mood = request.Mood,
            Language = request.Language,
            Passages = request.Passages,
        };

    private bool IsForEverybody(Answer answer, AnswerRequest request) =>
        answer is { Degraded: false, Unanswered: false, OffersPerson: false, Handoff: null, Proven: ProvenActions.None, Model: not null }
        && answer.Citations.Count > 0
        && answer.Confidence >= options.Value.MinConfidence
        && answer.Citations.All(citation => request.Passages.Any(hit => hit.ArticleId == citation.ArticleId))
        && answer.Articles.All(article => request.Passages.Any(hit => hit.ArticleId == article.Id))
        && !IsPersonal(WithoutPassages(answer.Text, request));

    private bool IsPersonal(string text) => LongestNumber(text) > MaxDigits || mask.Redact(text).Findings.Count > 0;

    // What an article says is for everybody, the address of the company's own team included.
    private static string WithoutPassages(string text, AnswerRequest request) =>
        string.Join(
            '\n',
            Sentences.Split(text).Where(sentence => !request.Passages.Any(hit => hit.Passage.Text.Contains(sentence, Ignore)))
        );

    private static int LongestNumber(string text)
    {
        var (longest, length) = (0, 0);
        foreach (var c in text)
        {
            length = char.IsDigit(c) ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
