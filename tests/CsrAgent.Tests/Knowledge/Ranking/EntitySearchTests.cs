using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Tests.Knowledge.Ranking;

/// <summary>Articles in the same words about two banks: the one that the customer spoke of comes first.</summary>
public sealed class EntitySearchTests
{
    private static readonly EntityNames Names = new(
        [new EntityName(["halden"], [0]), new EntityName(["norwick"], [1])],
        new Dictionary<string, double> { ["halden"] = 5, ["norwick"] = 5 }
    );

    private static readonly QuestionVectors Exact = new([new float[] { 1, 0 }], null);
    private static readonly QuestionVectors Close = new([new float[] { 0.5f, 0.8f }], null);

    [Theory]
    [InlineData("card norwick", "", "norwick")]
    [InlineData("card", "I am with norwick", "norwick")]
    [InlineData("card", "I am with halden", "halden")]
    [InlineData("card halden", "I was with norwick", "halden")]
    public void In_SameWords_TheNamedEntityComesFirst(string text, string earlier, string expected)
    {
        var hits = Search(text, earlier, null);
        Assert.Equal(expected, hits[0].ArticleId);
        Assert.Equal(
            expected,
            Search(
                text,
                earlier,
                new QuestionVectors(
                    [
                        [1, 0],
                    ],
                    null
                )
            )[0].ArticleId
        );
    }

    [Fact]
    public void In_NamedButAboutSomethingElse_IsNoMoreRelevantForIt()
    {
        var unrelated = new QuestionVectors(
            [
                [0, 1],
            ],
            null
        );

        Assert.Equal(Search("card", "", unrelated)[0].Relevance, Search("card", "I am with norwick", unrelated)[0].Relevance, 6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_SameWords_TheOthersFallBehindInRelevance(bool byMeaning)
    {
        var hits = Search("card", "I am with norwick", byMeaning ? Close : null);

        Assert.Equal("norwick", hits[0].ArticleId);
        Assert.True(hits[0].Relevance - hits[1].Relevance > 0.1, $"{hits[0].Relevance} and {hits[1].Relevance}");
    }

    [Fact]
    public void In_EntityOfAnotherSubject_LeavesTheBestItsRelevance()
    {
        var plain = Search("card", "", Exact);
        var named = Search("card", "I am with norwick", Exact);

        Assert.Equal(plain[0].Relevance, named[0].Relevance, 5);
        Assert.Equal(named.OrderByDescending(hit => hit.Relevance), named);
    }

    private static IReadOnlyList<PassageHit> Search(string text, string earlier, QuestionVectors? vectors)
    {
        var snapshot = new ListedSnapshot { Others = 30, Entities = Names }
            .With("halden", "block card")
            .With("norwick", "block card");
        snapshot.Vectors[0] = [1, 0];
        snapshot.Vectors[1] = [1, 0];
        return PassageSearch.In(snapshot, new KnowledgeQuery(text, [], "en", 10) { Vectors = vectors, Earlier = [earlier] });
    }
}
