using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Tests.Knowledge.Ranking;

/// <summary>Words and meaning together, with vectors of two numbers.</summary>
public sealed class MeaningSearchTests
{
    private static readonly float[] Refunds = [1, 0];
    private static readonly float[] Plants = [0, 1];

    [Fact]
    public void In_OtherWordsSameMeaning_IsFound()
    {
        var hits = Search("cash again", [Refunds]);

        Assert.Equal("Refunds", hits[0].ArticleId);
        Assert.True(hits[0].Relevance > 0.9);
    }

    [Fact]
    public void In_SameWordOtherMeaning_IsNotRelevant()
    {
        var hits = Search("plant", [Refunds]);

        Assert.Equal(["Refunds", "Plants"], hits.Select(hit => hit.ArticleId));
        Assert.True(hits[1].Relevance < 0.35, $"{hits[1].Relevance}");
    }

    [Fact]
    public void In_WordsBesideMeaning_DecideBetweenEquals()
    {
        var between = new[] { 0.7071f, 0.7071f };

        Assert.Equal("Plants", Search("plant", [between])[0].ArticleId);
        Assert.Equal("Refunds", Search("money", [between])[0].ArticleId);
    }

    [Fact]
    public void In_TwoSentences_BothAreAnswered()
    {
        var hits = Search("cash again. the fern", [Refunds, Plants]);

        Assert.All(hits.Take(2), hit => Assert.True(hit.Relevance > 0.9));
    }

    [Fact]
    public void In_Continuation_TakesItsMeaningFromBefore()
    {
        var query = Query(
            "how",
            [
                [0, 0],
            ]
        ) with
        {
            Vectors = new QuestionVectors(
                [
                    [0, 0],
                ],
                Plants
            )
            {
                ContextShare = 0.7f,
            },
        };

        Assert.Equal("Plants", PassageSearch.In(Snapshot(), query)[0].ArticleId);
    }

    [Fact]
    public void In_NewSubject_IsNotHeldDownByWhatWasSaidBefore()
    {
        var query = Query("cash", [Refunds]) with { Vectors = new QuestionVectors([Refunds], Plants) { ContextShare = 0.7f } };
        var alone = Search("cash", [Refunds]);

        Assert.Equal((alone[0].ArticleId, alone[0].Relevance), Top(PassageSearch.In(Snapshot(), query)));
    }

    [Theory]
    [InlineData(0.5f, 0.8f, true)]
    [InlineData(0.8f, 0.5f, false)]
    public void In_NearerToUnrelatedQuestions_IsLessRelevant(float similarity, float unrelated, bool less)
    {
        var vectors = new QuestionVectors([[similarity, 0]], null);

        var alone = PassageSearch.In(Snapshot(), Query("it", []) with { Vectors = vectors });
        var beside = PassageSearch.In(Snapshot(), Query("it", []) with { Vectors = vectors with { Unrelated = unrelated } });

        Assert.Equal(alone.Select(hit => hit.ArticleId), beside.Select(hit => hit.ArticleId));
        Assert.Equal(less, beside[0].Relevance < alone[0].Relevance);
    }

    [Fact]
    public void In_PassageReadWordByWord_ServesItsLanguageOnly()
    {
        var snapshot = Snapshot();
        snapshot.Vectors.MarkGlossed(0, "de");
        var vectors = new QuestionVectors([Refunds], null);

        Assert.DoesNotContain("Refunds", Found(snapshot, vectors));
        Assert.DoesNotContain("Refunds", Found(snapshot, vectors with { GlossedFrom = "fr" }));
        Assert.Equal("Refunds", Found(snapshot, vectors with { GlossedFrom = "de" })[0]);
    }

    [Fact]
    public void In_QuestionReadWordByWord_KeepsWhatItsOwnWordsFind()
    {
        var own = PassageSearch.In(Snapshot(), new KnowledgeQuery("money", [], "en", 10));
        var far = Query("money", []) with { Vectors = new QuestionVectors([[0, 0]], null) { GlossedFrom = "de" } };

        Assert.Equal(Top(own), Top(PassageSearch.In(Snapshot(), far)));
    }

    private static List<string> Found(ListedSnapshot snapshot, QuestionVectors vectors) =>
        [.. PassageSearch.In(snapshot, Query("it", []) with { Vectors = vectors }).Select(hit => hit.ArticleId)];

    private static (string, double) Top(IReadOnlyList<PassageHit> hits) => (hits[0].ArticleId, hits[0].Relevance);

    [Fact]
    public void In_NoVectors_GoesByWords()
    {
        var hits = PassageSearch.In(Snapshot(), new KnowledgeQuery("money", [], "en", 10));

        Assert.Equal("Refunds", Assert.Single(hits).ArticleId);
    }

    [Fact]
    public void In_PassageWithoutAVector_GoesByItsWords()
    {
        var snapshot = Snapshot();
        snapshot.Vectors[0] = null;

        var hits = PassageSearch.In(snapshot, Query("money", [Refunds]));

        Assert.Equal("Refunds", hits[0].ArticleId);
        Assert.Equal(PassageSearch.In(snapshot, new KnowledgeQuery("money", [], "en", 10))[0].Relevance, hits[0].Relevance);
    }

    private static IReadOnlyList<PassageHit> Search(string text, float[][] vectors) => PassageSearch.In(Snapshot(), Query(text, vectors));

    private static KnowledgeQuery Query(string text, float[][] vectors) =>
        new(text, [], "en", 10) { Vectors = new QuestionVectors(vectors, null) };

    private static ListedSnapshot Snapshot()
    {
        var snapshot = new ListedSnapshot { Others = 30 }
            .With("Refunds", "money back")
            .With("Plants", "plant care");
        snapshot.Vectors[0] = Refunds;
        snapshot.Vectors[1] = Plants;
        return snapshot;
    }
}
