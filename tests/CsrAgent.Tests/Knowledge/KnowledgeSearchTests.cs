using CsrAgent.Conversations;
using CsrAgent.Knowledge;

namespace CsrAgent.Tests.Knowledge;

public sealed class KnowledgeSearchTests
{
    [Fact]
    public void Context_AgentsAnswer_IsItsArticlesTitle()
    {
        var context = SearchContext.Of(
            [
                Message(MessageRole.Customer, "old"),
                Message(MessageRole.Customer, "I forgot my password"),
                Message(MessageRole.Agent, "Open the page …") with
                {
                    Articles = [new ArticleReference("kb-001", "How to Reset Your Password", null, 1)],
                },
                Message(MessageRole.System, "Anna has joined"),
                Message(MessageRole.Human, new string('x', 500)),
            ],
            3
        );
        Assert.Equal(["I forgot my password", "How to Reset Your Password", new string('x', 160)], context);
        Assert.Empty(SearchContext.Of([Message(MessageRole.Customer, "old")], 0));
    }

    /// <summary>"How about the Harbour Hotel?", says the agent, and the customer asks whether they have wifi.</summary>
    [Fact]
    public void Named_AgentsMessages_CountByTheirBeginning()
    {
        var named = SearchContext.Named([
            Message(MessageRole.Customer, new string('x', 500)),
            Message(MessageRole.System, "Anna has joined"),
            Message(MessageRole.Agent, "How about the Harbour Hotel? " + new string('x', 500)),
        ]);
        Assert.Equal([500, 300], named.Select(text => text.Length));
        Assert.StartsWith("How about the Harbour Hotel?", named[1], StringComparison.Ordinal);
    }

    [Fact]
    public void From_PassagesOfOneArticle_AreOneResult()
    {
        var results = ArticleResult.From([Hit("a", 0, 0.9), Hit("a", 1, 0.8), Hit("b", 0, 0.71234), Hit("c", 0, 0.5)], "text", 2);
        Assert.Equal([("a", 0.9), ("b", 0.712)], results.Select(result => (result.Id, result.RelevanceScore)));
        Assert.Equal("Text of a.", results[0].Snippet);
    }

    private static PassageHit Hit(string id, int index, double relevance) =>
        new(new Passage(id, index, null, $"Text of {id}."), "Title", null, "en", relevance);

    private static Message Message(MessageRole role, string text) =>
        new()
        {
            Id = "1",
            Role = role,
            Text = text,
            At = DateTimeOffset.UnixEpoch,
        };
}
