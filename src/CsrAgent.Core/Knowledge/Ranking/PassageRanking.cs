namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Ranks the passages of one snapshot for one question. Serves one search at a time and is reused, since its arrays are as long as the
/// index.
/// </summary>
/// <remarks>
/// Decision 0008. A passage's relevance is <c>evidence / (evidence + Doubt + Strictness * missing)</c>. Evidence grows with the sum, over
/// the words, of weight times impact, of which a quarter comes from the article's best passage for each word. It grows more than
/// proportionally, since one stray word is less than half as good a sign as two. Missing is what the question's own words would add if the
/// passage were all about them, up to a limit, since a long story has many words that no article needs. Weights do not depend on the size
/// of the knowledge base, and so neither does relevance.
/// </remarks>
internal sealed class PassageRanking
{
    private const float Doubt = 0.08f;
    private const float Strictness = 0.75f;
    private const float MaxMissing = 2f;
    private const float Scale = 1.35f;
    private const float Sharpness = 2f;
    private const float FromArticle = 0.25f;

    private readonly List<int> _touched = [];
    private float[] _found = [];
    private float[] _own = [];
    private float[] _articleFound = [];
    private float[] _articleOwn = [];

    public void Rank(WeightedQuery question, ISearchSnapshot snapshot, float factor, PassageScores scores)
    {
        Reserve(snapshot);
        var articleOf = snapshot.ArticleOf;
        foreach (var (term, weight, fromContext) in question.Words) Add(term, weight, fromContext ? 0 : 1, articleOf);
        foreach (var passage in _touched)
        {
            scores.Add(passage, factor * RelevanceOf(passage, articleOf[passage], question.Whole), articleOf.Length);
        }
        Clear(articleOf);
    }

    private void Reserve(ISearchSnapshot snapshot)
    {
        // No more articles than passages.
        var passages = snapshot.ArticleOf.Length;
        if (_found.Length >= passages) return;
        (_found, _own) = (new float[passages], new float[passages]);
        (_articleFound, _articleOwn) = (new float[passages], new float[passages]);
    }

    // An article's passages are adjacent, so its best one is known when the next article begins.
    private void Add(QueryTerm term, float weight, int own, int[] articleOf)
    {
        var (article, best) = (-1, 0f);
        for (var i = 0; i < term.Passages.Length; i++)
        {
            var passage = term.Passages[i];
            var found = weight * term.Impacts[i];
            if (_found[passage] == 0) _touched.Add(passage);
            _found[passage] += found;
            _own[passage] += own * found;
            if (articleOf[passage] != article)
            {
                Credit(article, best, own);
                (article, best) = (articleOf[passage], 0);
            }
            best = Math.Max(best, found);
        }
        Credit(article, best, own);
    }

    private void Credit(int article, float found, int own)
    {
        if (article < 0) return;
        _articleFound[article] += found;
        _articleOwn[article] += own * found;
    }

    private float RelevanceOf(int passage, int article, float whole)
    {
        var found = Blend(_found[passage], _articleFound[article]);
        var missing = Math.Clamp(whole - Blend(_own[passage], _articleOwn[article]), 0, MaxMissing);
        var evidence = MathF.Pow(Scale * found, Sharpness);
        return evidence / (evidence + Doubt + (Strictness * missing));
    }

    private static float Blend(float passage, float article) => ((1 - FromArticle) * passage) + (FromArticle * article);

    private void Clear(int[] articleOf)
    {
        foreach (var passage in _touched)
        {
            (_found[passage], _own[passage]) = (0, 0);
            (_articleFound[articleOf[passage]], _articleOwn[articleOf[passage]]) = (0, 0);
        }
        _touched.Clear();
    }
}
