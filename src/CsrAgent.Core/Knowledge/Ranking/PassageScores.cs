using System.Collections.ObjectModel;
using System.Numerics.Tensors;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Puts together what speaks for each passage: that it means what was asked (cosine of sentence vectors), and that it holds the words. A
/// passage without a vector, or a question without one, goes by words alone. Serves one search at a time and is used again.
/// </summary>
/// <remarks>
/// docs/knowledge.md has the figures. Relevance is the logistic curve over the sum, which makes it comparable with relevance by words
/// alone, so that one threshold serves both. Passages are ordered on the curve's own scale, in log-odds, where an entity's name is one more
/// addend.
/// </remarks>
internal sealed class PassageScores
{
    private const float WordsFactor = 0.25f;

    // Sentences below it have nothing to do with the passage.
    private const float Unrelated = 0.35f;

    // How much of the lead that the nearest unrelated question has over a passage is taken from the passage.
    private const float UnrelatedFactor = 0.75f;

    // The score at which a passage answers the question as often as not, and how sharply that changes.
    private const float Even = 0.5f;
    private const float Sharpness = 12f;

    // How much similarity it outweighs that a passage's entity was named.
    private const float EntityFactor = 0.3f;

    private readonly List<int> _found = [];
    private readonly TopPassages _holders = new();
    private PassageVectors? _vectors;
    private IReadOnlyDictionary<int, float> _named = ReadOnlyDictionary<int, float>.Empty;
    private int[] _articleOf = [];
    private float[] _words = [];

    /// <summary>Notes how well a passage fits by its words, 0..1.</summary>
    public void Add(int passage, float relevance, int passages)
    {
        if (_words.Length < passages) Array.Resize(ref _words, passages);
        if (_words[passage] == 0) _found.Add(passage);
        _words[passage] = Math.Max(_words[passage], relevance);
    }

    /// <summary>Offers all passages that something speaks for, then of each rare word the best that has it, and forgets them.</summary>
    /// <param name="rare">The passages of each word of the question that few have.</param>
    public void Offer(ISearchSnapshot snapshot, KnowledgeQuery query, IReadOnlyList<QueryTerm> rare, TopPassages top)
    {
        _named = snapshot.Entities.Match(query.Text, query.Earlier);
        _articleOf = snapshot.ArticleOf;
        if (_words.Length < snapshot.ArticleOf.Length) Array.Resize(ref _words, snapshot.ArticleOf.Length);
        _vectors = query.Vectors is null ? null : (snapshot as IEmbeddedSnapshot)?.Vectors;
        if (_vectors is null) OfferByWords(top);
        else OfferByMeaning(query.Vectors!, top);
        foreach (var term in rare) OfferOneOf(term, query.Vectors, top);
        foreach (var passage in _found) _words[passage] = 0;
        _found.Clear();
    }

    // Whoever asks about Canada is to get what is said of Canada, if only one passage says anything.
    private void OfferOneOf(QueryTerm term, QuestionVectors? question, TopPassages top)
    {
        if (top.HoldsAnyOf(term.Holders)) return;
        _holders.Begin(1);
        foreach (var passage in term.Holders)
        {
            if (_articleOf[passage] >= 0) Offer(passage, question, _holders);
        }
        if (_holders.Count > 0) top.Keep(_holders);
    }

    private void OfferByWords(TopPassages top)
    {
        foreach (var passage in _found) Offer(passage, null, top);
    }

    private void OfferByMeaning(QuestionVectors question, TopPassages top)
    {
        for (var passage = 0; passage < _articleOf.Length; passage++)
        {
            if (_articleOf[passage] >= 0) Offer(passage, question, top);
        }
    }

    private void Offer(int passage, QuestionVectors? question, TopPassages top)
    {
        var words = _words[passage];
        if (question is not null && _vectors?.For(passage, question) is { } vector) Offer(passage, question, vector, words, top);
        else if (words > 0) Offer(passage, Odds(words), 0, top);
    }

    private void Offer(int passage, QuestionVectors question, float[] vector, float words, TopPassages top)
    {
        var score = Meaning(question, vector) + (WordsFactor * words);
        var doubt = UnrelatedFactor * Math.Max(0, question.Unrelated - score);
        if (question.GlossedFrom is not null && words > 0 && Odds(words) > OddsOf(score - doubt)) Offer(passage, Odds(words), 0, top);
        else Offer(passage, OddsOf(score), Sharpness * doubt, top);
    }

    // Doubt makes the best less sure, and changes no order.
    private void Offer(int passage, float odds, float doubt, TopPassages top)
    {
        var named = _named.Count == 0 ? 0 : _named.GetValueOrDefault(_articleOf[passage]);
        top.Offer(passage, odds - doubt, odds + (Sharpness * EntityFactor * named));
    }

    private static float OddsOf(float score) => Sharpness * (score - Even);

    private static float Odds(float relevance) =>
        MathF.Log(MathF.Max(relevance, float.Epsilon)) - MathF.Log(MathF.Max(1 - relevance, float.Epsilon));

    private static float Meaning(QuestionVectors question, float[] passage)
    {
        var (best, sum) = (-1f, Unrelated);
        foreach (var sentence in question.Sentences)
        {
            var similarity = TensorPrimitives.Dot<float>(sentence, passage);
            best = Math.Max(best, similarity);
            sum += Math.Max(0, similarity - Unrelated);
        }
        var own = best > Unrelated ? Math.Min(1, sum) : best;
        if (question.InContext is not { } whole) return own;
        // A message may also begin something new: its own meaning is never held down by what was said before.
        var share = question.ContextShare;
        return Math.Max(own, ((1 - share) * own) + (share * TensorPrimitives.Dot<float>(whole, passage)));
    }
}
