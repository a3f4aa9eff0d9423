using CsrAgent.Knowledge.Gaps;
using CsrAgent.Privacy;

namespace CsrAgent.Tests.Knowledge.Gaps;

public sealed class GapGroupingTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Group_SameMatter_IsOneGroup()
    {
        var groups = Group(
            [
                Gap("Do you sell gift wrapping?", 0),
                Gap("is gift wrapping sold", 1),
                Gap("Gift wrapping, please!", 2),
                Gap("Can I bring my dog to the store?", 3),
            ],
            10
        );
        Assert.Equal([3, 1], groups.Select(group => group.Count));
        Assert.Equal("Do you sell gift wrapping?", groups[0].Question);
        Assert.Equal((At.AddMinutes(-2), At), (groups[0].FirstSeen, groups[0].LastSeen));
        Assert.Equal(3, groups[0].Examples.Count);
    }

    // U+FFFE and halves of a character are refused by Unicode normalization: one such question once broke the whole report.
    [Fact]
    public void Group_TextThatCanNotBeNormalized_IsGroupedLikeAnyOther()
    {
        var groups = Group([Gap("gift\uFFFE wrapping\uD83D", 0), Gap("gift wrapping \uDE00", 1), Gap("\uFFFE", 2)], 10);
        Assert.Equal([2, 1], groups.Select(group => group.Count));
    }

    [Fact]
    public void Group_DifferentMatters_StayApart() =>
        Assert.Equal(
            3,
            Group([Gap("Do you sell lamps?", 0), Gap("Do you sell dog food?", 1), Gap("Do you repair bikes?", 2)], 10).Count
        );

    [Fact]
    public void Group_NearestArticle_IsTheOneNamedMostOften()
    {
        var groups = Group(
            [Gap("gift wrapping", 0, "kb-2"), Gap("gift wrapping?", 1, "kb-1"), Gap("gift wrapping!", 2, "kb-1"), Gap("wrapping gift", 3)],
            10
        );
        Assert.Equal("kb-1", Assert.Single(groups).NearestArticleId);
    }

    [Fact]
    public void Group_RepeatedWords_AreOneExample() =>
        Assert.Single(Assert.Single(Group([Gap("gift wrapping", 0), Gap("gift wrapping", 1)], 10)).Examples);

    [Fact]
    public void Group_Chinese_IsGroupedByItsCharacters() =>
        Assert.Equal(
            [2, 1],
            Group(
                    [
                        Gap("可以礼品包装吗", 0, language: "zh"),
                        Gap("礼品包装可以吗", 1, language: "zh"),
                        Gap("商店在哪里", 2, language: "zh"),
                    ],
                    10
                )
                .Select(group => group.Count)
        );

    [Fact]
    public void Group_WithoutWords_DoesNotFail() =>
        Assert.Equal(2, Assert.Single(Group([Gap("???", 0), Gap("???", 1)], 10)).Count);

    [Fact]
    public void Group_Limit_KeepsTheLargest()
    {
        var groups = Group([Gap("bikes repaired", 0), Gap("gift wrapping", 1), Gap("gift wrapping?", 2)], 1);
        Assert.Equal("gift wrapping", Assert.Single(groups).Question);
        Assert.Empty(Group([], 5));
    }

    [Fact]
    public void Group_ThousandsOfQuestions_IsQuick()
    {
        var gaps = Enumerable.Range(0, 5_000).Select(i => Gap($"question about thing{i % 700} and matter{i % 31}", i)).ToList();
        Assert.Equal(5_000, Group(gaps, int.MaxValue).Sum(group => group.Count));
    }

    /// <summary>It stands in the audit log and in files: nobody can find the question by trying some out.</summary>
    [Fact]
    public void Group_Id_IsKeyedAndOfItsQuestion()
    {
        var one = Assert.Single(Group([Gap("gift wrapping", 0)], 1)).Id;
        var same = Assert.Single(Group([Gap("gift wrapping", 0), Gap("gift wrapping?", 1)], 1)).Id;
        var otherKey = Assert.Single(GapGrouping.Group([Gap("gift wrapping", 0)], 1, new Redactor([.. Enumerable.Repeat<byte>(1, 32)]))).Id;

        Assert.Matches("^[0-9a-f]{16}$", one);
        Assert.Equal(one, same);
        Assert.NotEqual(one, Assert.Single(Group([Gap("dog food", 0)], 1)).Id);
        Assert.NotEqual(one, otherKey);
    }

    private static IReadOnlyList<GapGroup> Group(IReadOnlyList<KnowledgeGap> gaps, int limit) =>
        GapGrouping.Group(gaps, limit, new Redactor(new byte[32]));

    private static KnowledgeGap Gap(string question, int minutesAgo, string? nearest = null, string language = "en") =>
        new(question, language, 0.1, nearest, "user", At.AddMinutes(-minutesAgo));
}
