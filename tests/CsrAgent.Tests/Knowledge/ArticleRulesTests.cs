using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Knowledge;

public sealed class ArticleRulesTests
{
    private static readonly ArticleSubmission s_good = new(" kb-1 ", "Title", "https://example.com/1", ["a", " ", null, " b "], "pt-BR", "Text");

    public static TheoryData<ArticleSubmission, string> Bad => new()
    {
        { s_good with { Id = null }, "'id'" },
        { s_good with { Id = " " }, "'id'" },
        { s_good with { Id = new string('x', 129) }, "'id'" },
        { s_good with { Id = "kb 1" }, "'id'" },
        { s_good with { Id = "../kb" }, "'id'" },
        { s_good with { Title = "" }, "'title'" },
        { s_good with { Title = "two\nlines" }, "'title'" },
        { s_good with { Title = new string('x', 301) }, "'title'" },
        { s_good with { Url = "/kb/1" }, "'url'" },
        { s_good with { Url = "javascript:alert(1)" }, "'url'" },
        { s_good with { Tags = [new string('x', 101)] }, "'tags'" },
        { s_good with { Language = "english" }, "'language'" },
        { s_good with { Language = "e1" }, "'language'" },
        { s_good with { Body = null }, "'body'" },
        { s_good with { Body = "  \n " }, "'body'" },
        { s_good with { Body = new string('x', 1_001) }, "KNOWLEDGE_MAX_ARTICLE_SIZE" },
    };

    [Fact]
    public void Check_Good_IsCleaned()
    {
        var (article, error) = ArticleRules.Check(s_good, 1_000);
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
    [MemberData(nameof(Bad))]
    public void Check_Bad_NamesTheField(ArticleSubmission submission, string expected)
    {
        var (article, error) = ArticleRules.Check(submission, 1_000);
        Assert.Null(article);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }
}
