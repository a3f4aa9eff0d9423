using CsrAgent.Answering.Checks;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Marks;
using CsrAgent.Replies;
using Microsoft.Extensions.Options;

namespace CsrAgent.Answering.Model;

/// <summary>Makes the turn's answer from the model's reply, or from the fact that there was no usable one.</summary>
internal sealed class AnswerComposer(IOptions<AnsweringOptions> options)
{
    public Answer Compose(ModelTurn turn, string text, IReadOnlyList<CitedSpan> cited, bool corrected)
    {
        var request = turn.Request;
        var evidence = Evidence.Of(text, cited, turn.Passages, request.Question, request.Language);
        var standsOn = evidence.Citations.Select(citation => citation.ArticleId).ToHashSet();
        var isSmallTalk = SmallTalk.Find(request.Question, request.Language) is not null;
        var confidence = isSmallTalk ? Confidence.SmallTalk : Judge(turn, evidence, standsOn, corrected);
        var told = MemoryUse.IsIn(text, request, turn.Passages) ? $"{text}\n\n{ReplyTexts.For(request.Language).Remembered}" : text;
        var answer = Base(turn, told) with
        {
            Articles = Sources(turn, evidence, standsOn, isSmallTalk),
            Citations = evidence.Citations,
            Confidence = confidence,
            Unanswered = turn.Handoff is null && confidence < options.Value.MinConfidence,
        };
        return Offering(answer, request);
    }

    /// <summary>None for an answer of whose statements no article carries any: it would lend them a credit that they have not.</summary>
    private IReadOnlyList<ArticleReference> Sources(ModelTurn turn, Evidence evidence, HashSet<string> standsOn, bool isSmallTalk)
    {
        var isUnsupported = evidence.IsUnsupported && turn.Passages.Any(hit => hit.Language == turn.Request.Language);
        return standsOn.Count == 0 && (isSmallTalk || isUnsupported)
            ? []
            : ArticleRanking.Rank(turn.Passages, standsOn, options.Value.MinConfidence);
    }

    /// <summary>The model declined.</summary>
    public static Answer Refused(ModelTurn turn) =>
        Base(turn, ReplyTexts.For(turn.Request.Language).Refused) with
        {
            OffersPerson = true,
            Unanswered = true,
            Model = AiMark.FixedText,
        };

    /// <summary>The model's answer failed its checks twice, so a person takes over.</summary>
    public static Answer Failed(ModelTurn turn) =>
        Base(turn, ReplyTexts.For(turn.Request.Language).Unsure) with
        {
            Unanswered = true,
            Handoff = turn.Handoff ?? new(EscalationReason.Policy, "The assistant's answer did not pass its checks and was not sent."),
            Model = AiMark.FixedText,
        };

    private static Answer Base(ModelTurn turn, string text) =>
        new()
        {
            Text = text,
            Handoff = turn.Handoff,
            Proven = turn.Proven,
            Tokens = turn.Tokens,
            Model = turn.Model,
            ModelTime = turn.ModelTime,
        };

    private static double Judge(ModelTurn turn, Evidence evidence, HashSet<string> standsOn, bool corrected)
    {
        var used = turn.Passages.Where(hit => standsOn.Count == 0 || standsOn.Contains(hit.ArticleId)).ToArray();
        var relevance = used.Select(hit => hit.Relevance).DefaultIfEmpty().Max();
        var isComparable = standsOn.Count > 0 || used.Any(hit => hit.Language == turn.Request.Language);
        return Confidence.Of(relevance, isComparable || evidence.Support is null ? evidence.Support ?? 0 : relevance, corrected);
    }

    private static Answer Offering(Answer answer, AnswerRequest request)
    {
        var texts = ReplyTexts.For(request.Language);
        if (texts.OffersPerson(answer.Text)) return answer with { OffersPerson = true };
        return answer is { Unanswered: true } && request.LowConfidenceRun > 0
            ? answer with
            {
                Text = $"{answer.Text}\n\n{texts.OfferPerson}",
                OffersPerson = true,
            }
            : answer;
    }
}
