using CsrAgent.Knowledge.Ranking.Entities;

namespace CsrAgent.Tests.Knowledge.Ranking;

/// <summary>Three hundred articles about sixty banks, in the same words.</summary>
public sealed class EntityNamesTests
{
    private static readonly string[] First =
    [
        "Halden",
        "Norwick",
        "Quarry",
        "Tamsin",
        "Velmont",
        "Ostrow",
        "Pelham",
        "Ryde",
        "Sable",
        "Ulster",
    ];
    private static readonly string[] Last = ["Savings", "Credit Union", "Trust", "Mutual", "Bank of Leith", "Direct"];

    private static readonly string[] Banks = [.. from first in First from last in Last select $"{first} {last}"];

    private static readonly Dictionary<int, string> None = [];

    private static readonly EntityNames Names = EntityMiner.Mine(
        from article in Enumerable.Range(0, 300)
        select (
            article,
            $"How to block a card. Customers of {Banks[article % 60]} can block a card in the app. Visit a branch to lift it."
        ),
        300,
        None
    );

    [Fact]
    public void Match_NameInTheQuestion_FindsItsArticles()
    {
        var matches = Names.Match("how do I block my norwick trust card", []);

        Assert.Equal(Articles("Norwick Trust"), Best(matches));
        Assert.Equal(1, matches[Articles("Norwick Trust")[0]]);
    }

    [Fact]
    public void Match_NameSaidEarlier_CountsNearlyAsMuch()
    {
        var matches = Names.Match("and how do I block a card?", ["I bank with Velmont Mutual", "hello"]);

        Assert.Equal(Articles("Velmont Mutual"), Best(matches));
        Assert.InRange(matches[Articles("Velmont Mutual")[0]], 0.95f, 0.97f);
    }

    [Fact]
    public void Match_HalfAName_CountsLess()
    {
        var matches = Names.Match("halden", []);

        Assert.All(Articles("Halden Direct"), article => Assert.InRange(matches[article], 0.1f, 0.6f));
    }

    [Fact]
    public void Match_NoName_IsEmpty() => Assert.Empty(Names.Match("How do customers block a card? Visit a branch?", ["hello"]));

    [Fact]
    public void Mine_FewArticles_GivesNone() =>
        Assert.Equal(0, EntityMiner.Mine(Enumerable.Range(0, 100).Select(article => (article, "About Halden Trust")), 100, None).Count);

    /// <summary>What begins a sentence is no name where any article has it in lower case, however it is written.</summary>
    [Theory]
    [InlineData("Économie", "économie")]
    [InlineData("E\u0301conomie", "économie")]
    [InlineData("Économie", "economie")]
    [InlineData("İade", "iade")]
    [InlineData("Straße", "strasse")]
    public void Mine_WordInLowerCaseElsewhere_IsNoName(string begins, string elsewhere)
    {
        var texts = Enumerable.Range(0, 200).Select(article => (article, article < 4 ? $"{begins} x1. Oslo fjord." : $"y {elsewhere} z"));

        var names = EntityMiner.Mine(texts, 200, None);

        Assert.Empty(names.Match(begins, []));
        Assert.NotEmpty(names.Match("oslo", []));
    }

    [Fact]
    public void Mine_EntityGiven_IsTheNameHoweverFewTheArticles()
    {
        var names = EntityMiner.Mine(
            [(0, "Opening hours"), (1, "Opening hours"), (2, "Parking"), (3, "About us")],
            4,
            new Dictionary<int, string> { [0] = "Hôtel du Port", [1] = "Hotel Astoria", [2] = "hotel du port" }
        );

        Assert.Equal(2, names.Count);
        Assert.Equal([0, 2], Best(names.Match("when does the hotel du port open", [])));
        Assert.Equal([1], Best(names.Match("opening hours?", ["I stay at Astoria"])));
        Assert.Equal(1, names.Match("the Hotel Astoria's hours", [])[1]);
    }

    [Fact]
    public void Mine_EntityGiven_MinesOnlyTheOtherArticles()
    {
        var texts = Enumerable.Range(0, 300).Select(article => (article, $"Customers of {Banks[article % 60]} can block a card."));

        var names = EntityMiner.Mine(texts, 300, new Dictionary<int, string> { [0] = "Harbour branch" });

        Assert.DoesNotContain(0, names.Match(Banks[0], []).Keys);
        Assert.Equal([0], Best(names.Match("harbour branch", [])));
    }

    private static int[] Articles(string bank) => [.. Enumerable.Range(0, 300).Where(article => Banks[article % 60] == bank)];

    private static int[] Best(IReadOnlyDictionary<int, float> matches) =>
        [.. matches.Where(match => match.Value == matches.Values.Max()).Select(match => match.Key).Order()];
}
