using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Knowledge.Ranking;

/// <summary>The ranking without any index behind it; <c>KnowledgeIndexContract</c> asks each index for the same.</summary>
public sealed class PassageSearchTests
{
    [Fact]
    public void In_WordOfATitle_OutranksTheSameWordInAText()
    {
        var snapshot = new ListedSnapshot().With("opening", "a refund in passing").With("refund", "four words of text");

        var hits = Search(snapshot, "refund");

        Assert.Equal(["refund", "opening"], hits.Select(hit => hit.ArticleId));
        Assert.True(hits[0].Relevance > hits[1].Relevance);
    }

    [Fact]
    public void In_ContextWords_CountOnlyWhereTheQuestionSaysLittle()
    {
        var snapshot = new ListedSnapshot { Others = 100 }.With("refund", "money").With("password", "reset");

        var little = Search(snapshot, "password", "refund");
        var much = Search(snapshot, "password reset", "refund");
        var nothing = Search(snapshot, "", "refund");

        Assert.Equal(["password", "refund"], little.Select(hit => hit.ArticleId));
        Assert.Equal("password", Assert.Single(much).ArticleId);
        Assert.Empty(nothing);
    }

    [Fact]
    public void In_QuestionOfFillerWordsAlone_GuessesFromTheContext()
    {
        var snapshot = new ListedSnapshot { Others = 100 }.With("refund", "money");

        var guess = Assert.Single(Search(snapshot, "thanks", "refund"));
        var asked = Assert.Single(Search(snapshot, "refund"));

        Assert.InRange(guess.Relevance, 0.01, asked.Relevance / 2);
    }

    [Fact]
    public void In_MisspeltWord_FindsWhatWasMeantForLess()
    {
        var snapshot = new ListedSnapshot { Others = 100 }.With("password", "reset");

        var meant = Assert.Single(Search(snapshot, "pasword"));

        Assert.InRange(meant.Relevance, 0.1, Assert.Single(Search(snapshot, "password")).Relevance - 0.001);
    }

    [Fact]
    public void In_RelatedWord_FindsForLess()
    {
        var snapshot = new ListedSnapshot { Others = 100 }.With("giftcard", "text");

        var related = Assert.Single(Search(snapshot, "voucher"));

        Assert.InRange(related.Relevance, 0.01, Assert.Single(Search(snapshot, "giftcard")).Relevance - 0.001);
    }

    [Fact]
    public void In_OtherLanguage_IsWorthLess()
    {
        var snapshot = new ListedSnapshot().With("refund", "english").With("refund", "deutsch", "de");

        var hits = PassageSearch.In(snapshot, new KnowledgeQuery("refund", [], "de", 10));

        Assert.Equal(["de", "en"], hits.Select(hit => hit.Language));
        Assert.Equal(0.85, hits[1].Relevance / hits[0].Relevance, 3);
    }

    [Fact]
    public void In_WordThatManyArticlesHold_SaysLessThanItsRareNeighbour()
    {
        var snapshot = new ListedSnapshot { Others = 100, OtherHolders = { ["order"] = 80 } }.With("order", "text").With("lamp", "text");

        var hits = Search(snapshot, "order lamp");

        Assert.Equal(["lamp", "order"], hits.Select(hit => hit.ArticleId));
    }

    [Fact]
    public void In_WordNoArticleHolds_LowersTheRelevance()
    {
        var snapshot = new ListedSnapshot { Others = 100 }.With("refund", "money");

        var alone = Assert.Single(Search(snapshot, "refund")).Relevance;
        var beside = Assert.Single(Search(snapshot, "refund zeppelin")).Relevance;

        Assert.InRange(beside, 0.1, alone - 0.1);
    }

    [Fact]
    public void In_EqualPassages_KeepTheOrderOfTheIndexUpToTheLimit()
    {
        var snapshot = new ListedSnapshot().With("refund", "one").With("refund", "two").With("refund", "six");

        var hits = PassageSearch.In(snapshot, new KnowledgeQuery("refund", [], "en", 2));

        Assert.Equal(["one", "two"], hits.Select(hit => hit.Passage.Text));
    }

    [Fact]
    public void In_WordThatFewPassagesHave_BringsTheBestOfThemInTheLastPlace()
    {
        var snapshot = Deliveries().With("countries", $"{Filler} canada {Filler}").With("plugs", $"{Filler} {Filler} canada {Filler}");

        var hits = PassageSearch.In(snapshot, new KnowledgeQuery("delivery cost canada", [], "en", 4));

        Assert.Equal(["delivery", "delivery", "delivery", "countries"], hits.Select(hit => hit.ArticleId));
        Assert.True(hits[3].Relevance < hits[2].Relevance);
    }

    [Fact]
    public void In_TwoWordsThatFewPassagesHave_BringBothButNeverMoreThanHalf()
    {
        var snapshot = Deliveries().With("countries", $"{Filler} canada {Filler}").With("plants", $"{Filler} cactus {Filler}");
        var query = new KnowledgeQuery("delivery cost canada cactus", [], "en", 4);

        Assert.Equal(["countries", "delivery", "delivery", "plants"], Ids(query).Order(StringComparer.Ordinal));
        Assert.Equal(2, Ids(query with { Limit = 3 }).Count(id => id == "delivery"));
        Assert.Equal(["delivery"], Ids(query with { Limit = 1 }));

        IEnumerable<string> Ids(KnowledgeQuery asked) => PassageSearch.In(snapshot, asked).Select(hit => hit.ArticleId);
    }

    // Too many to be rare, and each with two of the question's words.
    private static ListedSnapshot Deliveries()
    {
        var snapshot = new ListedSnapshot { Others = 100 };
        for (var i = 0; i < 8; i++) snapshot.With("delivery", "delivery cost");
        return snapshot;
    }

    private static string Filler => string.Join(' ', Enumerable.Repeat("other words of text", 12));

    private static IReadOnlyList<PassageHit> Search(ListedSnapshot snapshot, string question, params string[] context) =>
        PassageSearch.In(snapshot, new KnowledgeQuery(question, context, "en", 10));
}
