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
            let rules = new SentenceRules(new TurnFindings(request), ["search_knowledge_base"])
            from sentence in Sentences.Split(passage.Text).Append(passage.Text)
            let fault = rules.Check(sentence)
            where fault is not null
            select $"{article.Id}: {fault}: {sentence}";

        Assert.Equal("", string.Join("\n\n", stopped));
    }
}
