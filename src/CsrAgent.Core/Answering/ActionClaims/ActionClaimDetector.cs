using System.Collections.Frozen;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Languages.Features;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>
/// Distinguishes sentences that claim an action ("I have refunded you", "your order has been cancelled") from those that only mention one
/// ("once your order has been shipped", "refunds are issued within 5 days"): by word lists, which know how claims are worded and what
/// proves them, and by a small trained model, which knows how the two kinds differ (docs/models/action-claims.md). The result is
/// deterministic and takes microseconds. When in doubt it reports a claim: a false alarm costs one more call, a missed claim costs trust.
/// </summary>
internal static class ActionClaimDetector
{
    private const int MaxSentenceLength = 2_000;

    // The log-odds above which the model is believed.
    private const float Threshold = 1.1f;

    /// <summary>Shorter ones say too little for the model; the word lists know them.</summary>
    private const int MinJudgedWords = 3;

    private const string Files = "Answering.ActionClaims.Languages.";

    private static readonly SentenceModel Model = SentenceModel.FromResource("Answering.ActionClaims.action-claims.model");

    private static readonly Dictionary<string, ActionClaimLexicon> Lexicons = Resource
        .Names(Files)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Resource.ReadJson<ActionClaimLexicon>(Files + file));

    // A model may answer in another language than requested, so complete sentences are checked in all languages.
    private static readonly ActionClaimMatcher All = new(Lexicons.Values);

    // An incomplete sentence is held back only by its own language and English: what starts a claim in one language is an everyday word in
    // another.
    private static readonly ActionClaimMatcher English = new([Lexicons["en"]]);

    private static readonly FrozenDictionary<string, ActionClaimMatcher> Growing = Lexicons.ToFrozenDictionary(
        entry => entry.Key,
        entry => new ActionClaimMatcher(new[] { entry.Value, Lexicons["en"] }.Distinct())
    );

    /// <summary>The first sentence that claims something that <paramref name="proven"/> does not show, or null.</summary>
    public static string? FindUnproven(string text, ProvenActions proven, IReadOnlyList<PassageHit> passages) =>
        Sentences.Split(text).FirstOrDefault(sentence => IsUnproven(sentence, proven, passages));

    public static bool IsUnproven(string sentence, ProvenActions proven, IReadOnlyList<PassageHit> passages)
    {
        var words = Clause.Read(sentence.AsSpan(0, Math.Min(sentence.Length, MaxSentenceLength)));
        // A question claims nothing, but what precedes its last comma may: "I have refunded you, anything else?"
        var to = IsQuestion(sentence) ? words.FindLastIndex(word => word.Opens) : words.Count;
        var context = new PromiseContext(sentence, passages);
        return (All.HasUnproven(words, to, proven, context) || SoundsUnproven(sentence, words, to, proven, context))
            && !ArticleLabel.Explains(sentence, passages);
    }

    /// <summary>From which position an incomplete sentence must be held back until it is complete; its length if none.</summary>
    /// <param name="from">Everything before this position, which begins a word, has already been shown and starts no claim.</param>
    public static int HoldFrom(string partial, int from, string language)
    {
        var lastMayGrow = partial.Length > 0 && (Clause.IsWordPart(partial[^1]) || partial[^1] is '\'' or '’' or '-');
        var words = Clause.Read(partial);
        var first = words.FindIndex(word => word.Start >= from);
        var growing = Growing.GetValueOrDefault(language, English);
        var at = first < 0 ? -1 : growing.FirstClaimStart(words, first, lastMayGrow);
        var hold = at < 0 ? partial.Length : at;
        // The model judges complete sentences only, and none that is a rule from beginning to end.
        var unclear = growing.FirstUnclearClause(words);
        return unclear < 0 ? hold : Math.Clamp(words[unclear].Start, from, hold);
    }

    // The model does not know what was done: it is asked where nothing was, and of a hand-off's words only where there was none.
    private static bool SoundsUnproven(string sentence, List<ClauseWord> words, int to, ProvenActions proven, PromiseContext context)
    {
        if ((proven & ProvenActions.Action) != 0 || (proven & ProvenActions.Handoff) != 0 && All.NamesHandoff(words)) return false;
        if (to < MinJudgedWords || All.Retells(words) || All.FirstUnclearClause(words) < 0) return false;
        var end = to < words.Count ? words[to].Start : sentence.Length;
        return Model.Weigh(sentence.AsSpan(0, end).Trim()) > Threshold && !context.IsCarried;
    }

    private static bool IsQuestion(string sentence) =>
        sentence.AsSpan().TrimEnd("\"'”’»)]*_」 \n") is [.., var last] && SentenceMarks.IsQuestion(last);
}
