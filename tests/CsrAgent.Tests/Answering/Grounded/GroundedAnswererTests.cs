using CsrAgent.Replies;
using CsrAgent.Sentiment;

namespace CsrAgent.Tests.Answering.Grounded;

public sealed class GroundedAnswererTests
{
    private static readonly ReplyTexts English = ReplyTexts.For("en");

    [Fact]
    public async Task AnswerAsync_ArticleFits_GivesItsStepsAndLink()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(SomeRequest.Question("I need help resetting my password", SomeRequest.Reset, SomeRequest.Refund));

        Assert.StartsWith(English.Lead(Mood.Neutral), answer.Text, StringComparison.Ordinal);
        Assert.Contains(SomeRequest.ResetSteps.ReplaceLineEndings("\n"), answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("[How to Reset Your Password](https://support.example.com/kb-001)", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["kb-001", "kb-028"], answer.Articles.Select(article => article.Id));
        Assert.Contains(Assert.Single(answer.Citations).Quote, SomeRequest.ResetSteps, StringComparison.Ordinal);
        Assert.Equal(0.9, answer.Confidence);
        Assert.False(answer.Unanswered || answer.OffersPerson || answer.Degraded);
        Assert.Null(answer.Model);
    }

    [Fact]
    public async Task AnswerAsync_Watched_StreamsTheSame()
    {
        using var agent = new Agent();
        var stream = new RecordedStream();

        var answer = await agent.AskAsync(SomeRequest.Question("reset password", SomeRequest.Reset), stream);

        Assert.Equal(answer.Text, stream.Text);
        Assert.Equal(answer.Citations, stream.Cited);
    }

    [Fact]
    public async Task AnswerAsync_UnhappyCustomer_ApologisesFirst()
    {
        using var agent = new Agent();
        var request = SomeRequest.Question("Your reset link is broken again!", SomeRequest.Reset) with
        {
            Mood = new(SentimentLabel.Negative, -0.8, Emotion.Anger),
            Language = "de",
        };

        Assert.StartsWith("Es tut mir leid", (await agent.AskAsync(request)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "en", "Hello!")]
    [InlineData("Thanks a lot for your help!", "en", "You're welcome!")]
    [InlineData("danke, tschüss", "de", "Auf Wiedersehen")]
    [InlineData("¡Hola!", "en", "¡Hola!")]
    [InlineData("ありがとうございます", "ja", "どういたしまして")]
    [InlineData("ok great", "en", "All right!")]
    [InlineData("👍", "en", "All right!")]
    [InlineData("?", "en", "I'm not sure what you mean.")]
    [InlineData("are you a robot?", "en", "I'm a virtual assistant, not a person.")]
    [InlineData("hi, I have a question", "en", "Of course! What is it about?")]
    public async Task AnswerAsync_SmallTalk_IsAnsweredInKindAndIsNoGap(string text, string language, string start)
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(SomeRequest.Question(text) with { Language = language, LowConfidenceRun = 1 });

        Assert.StartsWith(start, answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, answer.Confidence);
        Assert.False(answer.Unanswered || answer.OffersPerson);
        Assert.Empty(answer.Articles);
    }

    [Theory]
    [InlineData("en", "My name is Robin. I'm a virtual assistant, not a person.")]
    [InlineData("de", "Mein Name ist Robin. Ich bin ein virtueller Assistent und kein Mensch.")]
    public async Task AnswerAsync_WhoAreYou_SaysTheAgentsName(string language, string start)
    {
        using var agent = new Agent(configure: options => options.AgentName = "Robin");
        var request = SomeRequest.Question(language == "de" ? "Wer bist du?" : "what's your name?") with { Language = language };

        Assert.StartsWith(start, (await agent.AskAsync(request)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_ArticleInAnotherLanguage_SaysSo()
    {
        using var agent = new Agent();
        var request = SomeRequest.Question("Wie lange dauert eine Rückerstattung?", SomeRequest.Refund) with { Language = "de" };

        var answer = await agent.AskAsync(request);

        Assert.StartsWith(ReplyTexts.For("de").LeadInOtherLanguage("en"), answer.Text, StringComparison.Ordinal);
        Assert.Contains("(English)", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_NothingInTheLanguage_SaysSoAndOffersAPerson()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(SomeRequest.Question("Gibt es die Vase in Blau?") with { Language = "de" });

        Assert.Equal(ReplyTexts.For("de").NothingInLanguage, answer.Text);
        Assert.True(answer.Unanswered && answer.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_Burst_AnswersEachQuestionFromItsArticle()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", SomeRequest.Reset).Holds("refund", SomeRequest.Refund);
        var request = SomeRequest.Question("Hi!", SomeRequest.Reset) with
        {
            Messages = ["Hi!", "How do I reset my password?", "And how long does a refund take?"],
        };

        var answer = await agent.AskAsync(request);

        Assert.Contains("Forgot password?", answer.Text, StringComparison.Ordinal);
        Assert.Contains("5 to 7 business days", answer.Text, StringComparison.Ordinal);
        Assert.Contains(English.Several, answer.Text, StringComparison.Ordinal);
        Assert.Equal(["kb-001", "kb-028"], answer.Citations.Select(citation => citation.ArticleId));
        Assert.Equal(0.8, answer.Confidence);
    }

    [Fact]
    public async Task AnswerAsync_TwoQuestionsInOneMessage_AnswersBoth()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", SomeRequest.Reset).Holds("refund", SomeRequest.Refund);

        var answer = await agent.AskAsync(
            SomeRequest.Question("How do I reset my password? And how long does a refund take?", SomeRequest.Reset)
        );

        Assert.Equal(2, answer.Citations.Count);
    }

    [Fact]
    public async Task AnswerAsync_BurstAboutOneThing_GivesOneArticle()
    {
        using var agent = new Agent();
        agent.Knowledge.Holds("password", SomeRequest.Reset);
        var request = SomeRequest.Question("", SomeRequest.Reset) with { Messages = ["I forgot my password", "it says wrong password"] };

        Assert.Single((await agent.AskAsync(request)).Citations);
    }

    [Fact]
    public async Task AnswerAsync_SearchForTheBurstFails_AnswersFromTheFirstSearch()
    {
        using var agent = new Agent();
        agent.Knowledge.Error = new InvalidOperationException("index gone");
        var request = SomeRequest.Question("", SomeRequest.Reset) with
        {
            Messages = ["How do I reset my password?", "How long does a refund take?"],
        };

        Assert.Contains("Forgot password?", (await agent.AskAsync(request)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_NothingFits_SaysSoAndAsksBackOnce()
    {
        using var agent = new Agent();
        var request = SomeRequest.Question("What is the capital of France?", SomeRequest.Reset with { Relevance = 0.2 });

        var answer = await agent.AskAsync(request);

        Assert.StartsWith(English.ClarifyNear, answer.Text, StringComparison.Ordinal);
        Assert.Contains("How to Reset Your Password", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, answer.Text.Count(c => c == '?'));
        Assert.True(answer.Unanswered);
        Assert.False(answer.OffersPerson);
        Assert.Equal(English.Clarify, (await agent.AskAsync(SomeRequest.Question("What is the capital of France?"))).Text);
    }

    [Theory]
    [InlineData(0.3, 0.1, true)]
    [InlineData(0.3, 0.25, false)]
    [InlineData(0.2, 0.05, false)]
    public async Task AnswerAsync_OneArticleMayFit_IsShownWithDoubts(double first, double second, bool shown)
    {
        using var agent = new Agent();
        var (reset, refund) = (SomeRequest.Reset with { Relevance = first }, SomeRequest.Refund with { Relevance = second });

        var answer = await agent.AskAsync(SomeRequest.Question("the link from your email", reset, refund));

        Assert.Equal(shown, answer.Text.StartsWith(English.MayHelp, StringComparison.Ordinal));
        Assert.Equal(shown, answer.Text.Contains("Forgot password?", StringComparison.Ordinal));
        Assert.True(answer.Unanswered);
        Assert.False(answer.OffersPerson);
    }

    [Theory]
    [InlineData(0.5, 0.48, true)]
    [InlineData(0.5, 0.4, true)]
    [InlineData(0.5, 0.35, false)]
    [InlineData(0.9, 0.89, false)]
    public async Task AnswerAsync_TwoArticlesFitAsWell_AsksWhich(double first, double second, bool asks)
    {
        using var agent = new Agent();
        var request = SomeRequest.Question(
            "it does not work",
            SomeRequest.Reset with
            {
                Relevance = first,
            },
            SomeRequest.Refund with
            {
                Relevance = second,
            }
        );

        var answer = await agent.AskAsync(request);

        Assert.Equal(asks, answer.Text.StartsWith(English.ClarifyNear, StringComparison.Ordinal));
        Assert.Equal(asks, answer.Unanswered);
    }

    [Fact]
    public async Task AnswerAsync_NothingFitsForAnUnhappyCustomer_SaysSorryFirst()
    {
        using var agent = new Agent();
        var request = SomeRequest.Question("Nobody ever answers me!") with { Mood = new(SentimentLabel.Negative, -0.9, Emotion.Anger) };

        Assert.Equal($"I'm sorry about the trouble. {English.Clarify}", (await agent.AskAsync(request)).Text);
    }

    [Fact]
    public async Task AnswerAsync_NothingFitsAgain_OffersAPerson()
    {
        using var agent = new Agent();

        var answer = await agent.AskAsync(
            SomeRequest.Question("What is the capital of France?", SomeRequest.Reset with { Relevance = 0.2 }) with
            {
                LowConfidenceRun = 1,
            }
        );

        Assert.Equal(English.UnknownOffer, answer.Text);
        Assert.True(answer.Unanswered && answer.OffersPerson);
    }

    [Fact]
    public async Task AnswerAsync_LongArticle_IsCutBetweenSteps()
    {
        var steps = string.Join("\n", Enumerable.Range(1, 60).Select(i => $"{i}. Do the step number {i} with great care."));
        using var agent = new Agent(configure: options => options.ExcerptLength = 400);

        var answer = await agent.AskAsync(SomeRequest.Question("long steps please", SomeRequest.Hit("kb-9", "Long", steps, 0.9)));

        var shown = answer.Text.Split('\n').Where(line => line.Contains("Do the step", StringComparison.Ordinal)).ToArray();
        Assert.InRange(shown.Length, 5, 12);
        Assert.All(shown, line => Assert.EndsWith("with great care.", line, StringComparison.Ordinal));
        Assert.Contains("…", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_SeveralPassagesOfTheArticle_AreShownInItsOrder()
    {
        using var agent = new Agent();
        var second = SomeRequest.Hit(
            "kb-001",
            "How to Reset Your Password",
            "Look in your spam folder.",
            0.95,
            index: 1,
            heading: "What if no email arrives?"
        );

        var answer = await agent.AskAsync(SomeRequest.Question("reset email does not arrive", second, SomeRequest.Reset));

        var heading = answer.Text.IndexOf("**What if no email arrives?**", StringComparison.Ordinal);
        Assert.True(heading > answer.Text.IndexOf("Forgot password?", StringComparison.Ordinal));
        Assert.Equal("Look in your spam folder.", Assert.Single(answer.Citations).Quote);
    }
}
