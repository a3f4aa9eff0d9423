using CsrAgent.Answering;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Replies;

namespace CsrAgent.Tests.Answering.Grounded;

/// <summary>What follows an answer from the articles: no text is given twice, and what was spoken of stays the subject.</summary>
public sealed class GroundedConversationTests
{
    private static readonly ReplyTexts English = ReplyTexts.For("en");

    private static readonly PassageHit Hour = SomeRequest.Hit("kb-011", "Cancel an Order", "Orders can be cancelled for an hour.", 0.8);
    private static readonly PassageHit Later = Hour with
    {
        Passage = new("kb-011", 1, "More than an hour has passed", "Send the order back when it arrives."),
        Relevance = 0.78,
    };

    [Fact]
    public async Task AnswerAsync_BestTextWasGivenBefore_GivesTheNext()
    {
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("cancel my order", Hour, Later with { Relevance = 0.5 }));

        var second = await agent.AskAsync(After(first, "it was 3 hours ago", Hour, Later));

        Assert.Contains(Hour.Passage.Text, first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Hour.Passage.Text, second.Text, StringComparison.Ordinal);
        Assert.Contains(Later.Passage.Text, second.Text, StringComparison.Ordinal);
        Assert.False(second.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_NothingElseFitsAsWell_QuotesOneSentenceAndOffersAPerson()
    {
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("cancel my order", Hour));

        var second = await agent.AskAsync(After(first, "and yesterday's?", Hour, Later with { Relevance = 0.4 }));

        Assert.StartsWith($"> {Hour.Passage.Text}\n\n", second.Text, StringComparison.Ordinal);
        Assert.EndsWith("Would you like me to hand this over to a colleague?", second.Text, StringComparison.Ordinal);
        Assert.True(second.OffersPerson && English.OffersPerson(second.Text));
        Assert.Equal("kb-011", Assert.Single(second.Citations).ArticleId);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("yes, exactly")]
    [InlineData("Yep!")]
    public async Task AnswerAsync_YesAfterAnAnswer_IsTakenAsConfirmed(string text)
    {
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("cancel my order", Hour));

        var second = await agent.AskAsync(After(first, text, Hour, Later));

        Assert.Equal(English.Acknowledged, second.Text);
    }

    [Fact]
    public async Task AnswerAsync_HowAfterAnAnswer_GivesStepsOrNothingMore()
    {
        var steps = Later with { Passage = new("kb-011", 2, "Steps", "1. Open the order.\n2. Select **Cancel**.") };
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("cancel my order", Hour));

        var second = await agent.AskAsync(After(first, "how?", Hour, Later, steps));
        var third = await agent.AskAsync(After(first, "how?", Hour, Later));

        Assert.Contains("1. Open the order.", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Later.Passage.Text, second.Text, StringComparison.Ordinal);
        Assert.True(third.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_BestArticleIsAllTold_GivesTheNextThatFits()
    {
        var other = SomeRequest.Hit("kb-024", "Return an Order", "Create a label online.", 0.75);
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("cancel my order", Hour));

        var second = await agent.AskAsync(After(first, "it has arrived already", Hour, other));

        Assert.Contains("Create a label online.", second.Text, StringComparison.Ordinal);
        Assert.False(second.OffersPerson);
    }

    [Theory]
    [InlineData("AF-10482217")]
    [InlineData("my order number is AF-10482217")]
    [InlineData("it's #10482217, thanks")]
    [InlineData("order 10482217")]
    public async Task AnswerAsync_NumberOfAnOrder_OffersAPersonAndKeepsTheSubject(string text)
    {
        using var agent = new Agent();
        var first = await agent.AskAsync(SomeRequest.Question("where is my order", Hour));

        var second = await agent.AskAsync(After(first, text, Hour));

        Assert.Equal(English.CannotLookUp, second.Text);
        Assert.True(second.OffersPerson && English.OffersPerson(second.Text));
        Assert.False(second.Unanswered);
        Assert.Equal("kb-011", second.Articles[0].Id);
    }

    [Theory]
    [InlineData("can I cancel AF-10482217?")]
    [InlineData("cancel order AF-10482217")]
    [InlineData("order AF-10482217 arrived broken")]
    [InlineData("room 12")]
    public async Task AnswerAsync_NumberAndAQuestion_IsLookedUp(string text)
    {
        using var agent = new Agent();

        Assert.Contains(Hour.Passage.Text, (await agent.AskAsync(SomeRequest.Question(text, Hour))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no, that's not what I meant", "en")]
    [InlineData("that doesn't help", "en")]
    [InlineData("You misunderstood me", "en")]
    [InlineData("das meinte ich nicht", "de")]
    [InlineData("ce n'est pas ça", "fr")]
    public async Task AnswerAsync_Misunderstood_AsksAndOffersAPerson(string text, string language)
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(SomeRequest.Question(text, Hour) with { Language = language });

        Assert.Contains(ReplyTexts.For(language).Unclear, answer.Text, StringComparison.Ordinal);
        Assert.True(answer.OffersPerson);
        Assert.Empty(answer.Citations);
    }

    [Theory]
    [InlineData("I forgot my password and also how long does a refund take")]
    [InlineData("how do I reset my password and when is my refund there?")]
    [InlineData("How do I reset the password, and how long does the refund take?")]
    public async Task AnswerAsync_TwoQuestionsInOneSentence_AnswersBoth(string text)
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", SomeRequest.Reset).Holds("refund", SomeRequest.Refund);

        var answer = await agent.AskAsync(SomeRequest.Question(text, SomeRequest.Reset));

        Assert.Equal(["kb-001", "kb-028"], answer.Citations.Select(citation => citation.ArticleId));
    }

    [Fact]
    public async Task AnswerAsync_SectionHardlySurerThanTheBeginning_GivesTheBeginning()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(SomeRequest.Question("cancel", Later with { Relevance = 0.82 }, Hour));

        Assert.Contains(Hour.Passage.Text, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Later.Passage.Text, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_BeginningNotFound_IsShownAbove()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("Cancel an Order", Hour);

        var answer = await agent.AskAsync(SomeRequest.Question("is it too late", Later));

        var beginning = answer.Text.IndexOf(Hour.Passage.Text, StringComparison.Ordinal);
        Assert.InRange(beginning, 0, answer.Text.IndexOf(Later.Passage.Text, StringComparison.Ordinal) - 1);
    }

    [Fact]
    public async Task AnswerAsync_BeginningPointsAtCases_ShowsTheCases()
    {
        using var agent = new Agent();
        var login = SomeRequest.Hit("kb-053", "You Cannot Log In", "The message tells you which of these cases applies.", 0.95);
        string[] cases = ["Too many attempts", "No code comes", "The page reloads"];
        foreach (var (name, i) in cases.Select((name, i) => (name, i)))
        {
            agent.Knowledge.Holds("Log In", login with { Passage = new("kb-053", i + 1, name, $"Case {i}.") });
        }

        var answer = await agent.AskAsync(SomeRequest.Question("it does not work", login));

        Assert.All(cases, name => Assert.Contains($"**{name}**", answer.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("how long to Hawaii?", "- **Alaska, Hawaii:** Option: Standard; Time: 5–8 days", "Ohio")]
    [InlineData("how long does delivery take?", "| Ohio | Standard | 3–5 days |", "**Ohio")]
    public async Task AnswerAsync_OneRowOfATable_IsRenderedAsASentence(string question, string shown, string not)
    {
        const string Table = """
            Delivery takes some days.

            | Where | Option | Time |
            | --- | --- | --- |
            | Ohio | Standard | 3–5 days |
            | Alaska, Hawaii | Standard | 5–8 days |
            | Europe | Express | 1 day |
            """;
        using var agent = new Agent();
        var hit = SomeRequest.Hit("kb-015", "Delivery Times", Table.ReplaceLineEndings("\n"), 0.9);

        var answer = await agent.AskAsync(SomeRequest.Question(question, hit));

        Assert.Contains(shown, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(not, answer.Text, StringComparison.Ordinal);
    }

    private static AnswerRequest After(Answer before, string text, params PassageHit[] passages) =>
        SomeRequest.Question(text, passages) with
        {
            History =
            [
                SomeRequest.Message(MessageRole.Customer, "hello"),
                SomeRequest.Message(MessageRole.Agent, before.Text) with
                {
                    Articles = before.Articles,
                },
            ],
        };
}
