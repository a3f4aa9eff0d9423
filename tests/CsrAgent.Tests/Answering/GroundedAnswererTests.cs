using CsrAgent.Answering;
using CsrAgent.Answering.Phrasing;
using CsrAgent.Sentiment;

namespace CsrAgent.Tests.Answering;

public sealed class GroundedAnswererTests
{
    private static readonly Phrases _english = Phrases.For("en");

    [Fact]
    public async Task AnswerAsync_ArticleFits_GivesItsStepsAndLink()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(Given.Question("I need help resetting my password", Given.Reset, Given.Refund));

        Assert.StartsWith(_english.Lead(Mood.Neutral), answer.Text, StringComparison.Ordinal);
        Assert.Contains(Given.ResetSteps.ReplaceLineEndings("\n"), answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("[How to Reset Your Password](https://support.example.com/kb-001)", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["kb-001", "kb-028"], answer.Articles.Select(article => article.Id));
        Assert.Contains(Assert.Single(answer.Citations).Quote, Given.ResetSteps, StringComparison.Ordinal);
        Assert.Equal(0.9, answer.Confidence);
        Assert.False(answer.Unanswered || answer.OffersPerson || answer.Degraded);
        Assert.Null(answer.Model);
    }

    [Fact]
    public async Task AnswerAsync_Watched_StreamsTheSame()
    {
        using var agent = new Agent();
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(Given.Question("reset password", Given.Reset), stream);

        Assert.Equal(answer.Text, stream.Text);
        Assert.Equal(answer.Citations, stream.Cited);
    }

    [Fact]
    public async Task AnswerAsync_UnhappyCustomer_ApologisesFirst()
    {
        using var agent = new Agent();
        var request = Given.Question("Your reset link is broken again!", Given.Reset) with { Mood = new(SentimentLabel.Negative, -0.8, Emotion.Anger), Language = "de" };

        Assert.StartsWith("Es tut mir leid", (await agent.AskAsync(request)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "en", "Hello!")]
    [InlineData("Thanks a lot for your help!", "en", "You're welcome!")]
    [InlineData("danke, tschüss", "de", "Auf Wiedersehen")]
    [InlineData("¡Hola!", "en", "¡Hola!")]
    [InlineData("ありがとうございます", "ja", "どういたしまして")]
    [InlineData("ok great", "en", "All right!")]
    public async Task AnswerAsync_SmallTalk_IsAnsweredInKindAndIsNoGap(string text, string language, string start)
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(Given.Question(text) with { Language = language, LowConfidenceRun = 1 });

        Assert.StartsWith(start, answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, answer.Confidence);
        Assert.False(answer.Unanswered || answer.OffersPerson);
        Assert.Empty(answer.Articles);
    }

    [Fact]
    public async Task AnswerAsync_Burst_AnswersEachQuestionFromItsArticle()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", Given.Reset).Holds("refund", Given.Refund);
        var request = Given.Question("Hi!", Given.Reset) with { Messages = ["Hi!", "How do I reset my password?", "And how long does a refund take?"] };

        var answer = await agent.AskAsync(request);

        Assert.Contains("Forgot password?", answer.Text, StringComparison.Ordinal);
        Assert.Contains("5 to 7 business days", answer.Text, StringComparison.Ordinal);
        Assert.Contains(_english.Several, answer.Text, StringComparison.Ordinal);
        Assert.Equal(["kb-001", "kb-028"], answer.Citations.Select(citation => citation.ArticleId));
        Assert.Equal(0.8, answer.Confidence);
    }

    [Fact]
    public async Task AnswerAsync_TwoQuestionsInOneMessage_AnswersBoth()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", Given.Reset).Holds("refund", Given.Refund);

        var answer = await agent.AskAsync(Given.Question("How do I reset my password? And how long does a refund take?", Given.Reset));

        Assert.Equal(2, answer.Citations.Count);
    }

    [Fact]
    public async Task AnswerAsync_BurstAboutOneThing_GivesOneArticle()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", Given.Reset);
        var request = Given.Question("", Given.Reset) with { Messages = ["I forgot my password", "it says wrong password"] };

        Assert.Single((await agent.AskAsync(request)).Citations);
    }

    [Fact]
    public async Task AnswerAsync_SearchForTheBurstFails_AnswersFromTheFirstSearch()
    {
        using var agent = new Agent();
        agent.Knowledge.Error = new InvalidOperationException("index gone");
        var request = Given.Question("", Given.Reset) with { Messages = ["How do I reset my password?", "How long does a refund take?"] };

        Assert.Contains("Forgot password?", (await agent.AskAsync(request)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_NothingFits_SaysSoAndAsksBackOnce()
    {
        using var agent = new Agent();
        var request = Given.Question("What is the capital of France?", Given.Reset with { Relevance = 0.2 });

        var answer = await agent.AskAsync(request);

        Assert.StartsWith(_english.ClarifyNear, answer.Text, StringComparison.Ordinal);
        Assert.Contains("How to Reset Your Password", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, answer.Text.Count(c => c == '?'));
        Assert.True(answer.Unanswered);
        Assert.False(answer.OffersPerson);
        Assert.Equal(_english.Clarify, (await agent.AskAsync(Given.Question("What is the capital of France?"))).Text);
    }

    [Fact]
    public async Task AnswerAsync_NothingFitsForAnUnhappyCustomer_SaysSorryFirst()
    {
        using var agent = new Agent();
        var request = Given.Question("Nobody ever answers me!") with { Mood = new(SentimentLabel.Negative, -0.9, Emotion.Anger) };

        Assert.Equal($"I'm sorry about the trouble. {_english.Clarify}", (await agent.AskAsync(request)).Text);
    }

    [Fact]
    public async Task AnswerAsync_NothingFitsAgain_OffersAPerson()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(Given.Question("What is the capital of France?", Given.Reset with { Relevance = 0.2 }) with { LowConfidenceRun = 1 });

        Assert.Equal(_english.UnknownOffer, answer.Text);
        Assert.True(answer.Unanswered && answer.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_LongArticle_IsCutBetweenSteps()
    {
        var steps = string.Join("\n", Enumerable.Range(1, 60).Select(i => $"{i}. Do the step number {i} with great care."));
        using var agent = new Agent(configure: options => options.ExcerptLength = 400);

        var answer = await agent.AskAsync(Given.Question("long steps please", Given.Hit("kb-9", "Long", steps, 0.9)));

        var shown = answer.Text.Split('\n').Where(line => line.Contains("Do the step", StringComparison.Ordinal)).ToArray();
        Assert.InRange(shown.Length, 5, 12);
        Assert.All(shown, line => Assert.EndsWith("with great care.", line, StringComparison.Ordinal));
        Assert.Contains("…", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_SeveralPassagesOfTheArticle_AreShownInItsOrder()
    {
        using var agent = new Agent();
        var second = Given.Hit("kb-001", "How to Reset Your Password", "Look in your spam folder.", 0.95, index: 1, heading: "What if no email arrives?");

        var answer = await agent.AskAsync(Given.Question("reset email does not arrive", second, Given.Reset));

        var heading = answer.Text.IndexOf("**What if no email arrives?**", StringComparison.Ordinal);
        Assert.True(heading > answer.Text.IndexOf("Forgot password?", StringComparison.Ordinal));
        Assert.Equal("Look in your spam folder.", Assert.Single(answer.Citations).Quote);
    }
}
