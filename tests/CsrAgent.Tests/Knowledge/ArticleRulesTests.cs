using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Knowledge;

public sealed class ArticleRulesTests
{
    private static readonly ArticleSubmission Good = new(
        " kb-1 ",
        "Title",
        "https://example.com/1",
        ["a", " ", null, " b "],
        "pt-BR",
        "Text"
    );

    public static TheoryData<ArticleSubmission, string> Bad =>
        new()
        {
            { Good with { Id = null }, "'id'" },
            { Good with { Id = " " }, "'id'" },
            { Good with { Id = new string('x', 201) }, "'id'" },
            { Good with { Id = "kb\n1" }, "'id'" },
            { Good with { Title = "" }, "'title'" },
            { Good with { Title = "two\nlines" }, "'title'" },
            { Good with { Title = new string('x', 301) }, "'title'" },
            { Good with { Url = "/kb/1" }, "'url'" },
            { Good with { Url = "javascript:alert(1)" }, "'url'" },
            { Good with { Tags = [new string('x', 101)] }, "'tags'" },
            { Good with { Entity = "two\nlines" }, "'entity'" },
            { Good with { Entity = "!?" }, "'entity'" },
            { Good with { Entity = new string('x', 101) }, "'entity'" },
            { Good with { Language = "english" }, "'language'" },
            { Good with { Language = "e1" }, "'language'" },
            { Good with { Body = null }, "'body'" },
            { Good with { Body = "  \n " }, "'body'" },
            { Good with { Body = new string('x', 1_001) }, "KNOWLEDGE_MAX_ARTICLE_SIZE" },
        };

    [Fact]
    public void Check_Good_IsCleaned()
    {
        var (article, error) = ArticleRules.Check(Good, 1_000);
        Assert.Null(error);
        Assert.Equal(("kb-1", "pt", "Text"), (article!.Id, article.Language, article.Body));
        Assert.Equal(["a", "b"], article.Tags);
    }

    [Fact]
    public void Check_OnlyTheNeeded_IsEnglishWithoutUrl()
    {
        var (article, _) = ArticleRules.Check(new ArticleSubmission("a", "b", null, null, null, "c"), 1_000);
        Assert.Equal(("en", null), (article!.Language, article.Url));
    }

    [Theory]
    [InlineData(" Hotel Astoria ", "Hotel Astoria")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Check_Entity_IsTrimmedOrNull(string? given, string? expected) =>
        Assert.Equal(expected, ArticleRules.Check(Good with { Entity = given }, 1_000).Article!.Entity);

    [Fact]
    public void Hash_OfAnotherEntity_IsAnother()
    {
        var article = ArticleRules.Check(Good, 1_000).Article!;
        Assert.NotEqual(ArticleHash.Of(article), ArticleHash.Of(article with { Entity = "Hotel Astoria" }));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Check_Bad_NamesTheField(ArticleSubmission submission, string expected)
    {
        var (article, error) = ArticleRules.Check(submission, 1_000);
        Assert.Null(article);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ControlCharacter_NamesTheField() => Check_Bad_NamesTheField(Good with { Id = "kb\u0007" }, "'id'");

    [Theory]
    [InlineData("Ride <!-- note --> &amp; price <script>x()</script>", "Ride & price")]
    [InlineData("<b>Returns</b>&nbsp;and refunds", "**Returns** and refunds")]
    [InlineData("Is 3 < 5 & true?", "Is 3 < 5 & true?")]
    public void Check_MarkupInTheTitle_IsReadAsItShows(string title, string shown)
    {
        var (article, error) = ArticleRules.Check(new("kb-1", title, null, null, null, "Text."), 1_000);

        Assert.Equal((shown, null), (article?.Title, error));
    }
}
