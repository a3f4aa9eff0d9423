using CsrAgent.Answering;
using CsrAgent.Answering.Checks;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Languages;
using CsrAgent.Tests.Knowledge;

namespace CsrAgent.Tests.Answering.Checks;

/// <summary>What the articles say may always be quoted, whole or in part.</summary>
public sealed class QuotedPassagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_EachSentenceOfTheSampleArticles_IsNeverStopped()
    {
        var articles = (await SampleArticles.ReadAsync(Token)).Articles;
        var stopped =
            from article in articles
            from passage in PassageSplitter.Split(article)
            let hit = new PassageHit(passage, article.Title, article.Url, article.Language, 0.9)
            let request = SomeRequest.Question("Hello") with
            {
                Language = article.Language,
                Passages = [hit],
            }
            let rules = new SentenceRules(new TurnFindings(request), ["search_knowledge_base"], new AnsweringOptions())
            from sentence in Sentences.Split(passage.Text).Append(passage.Text)
            let fault = rules.Check(sentence)
            where fault is not null
            select $"{article.Id}: {fault}: {sentence}";

        Assert.Equal("", string.Join("\n\n", stopped));
    }

    [Theory]
    [InlineData("Your refund has been issued.")]
    [InlineData("has been issued.")]
    [InlineData("your refund has been issued")]
    [InlineData("Your order is canceled.")]
    public void Check_PartOfASentenceThatClaimsOnItsOwn_IsStopped(string sentence) => Assert.NotNull(Rules.Check(sentence));

    [Theory]
    [InlineData("If the page says that your refund has been issued, wait 5 days.")]
    [InlineData("- **If the page says** that your refund\n has been issued, wait 5 days")]
    [InlineData("We never ask for codes. Your order is canceled once you choose Cancel order.")]
    public void Check_WholeSentences_ArePassed(string sentence) => Assert.Null(Rules.Check(sentence));

    [Fact]
    public void Check_NumberInPartOfASentence_IsPassed() => Assert.Null(Rules.Check("wait 5 days"));

    private static SentenceRules Rules
    {
        get
        {
            const string Text =
                "If the page says that your refund has been issued, wait 5 days. We never ask for codes. "
                + "Your order is canceled once you choose Cancel order.";
            var request = SomeRequest.Question("Hello") with { Passages = [new(new("kb-1", 0, null, Text), "Refunds", null, "en", 0.9)] };
            return new(new TurnFindings(request), [], new AnsweringOptions());
        }
    }
}
