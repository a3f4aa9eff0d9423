using CsrAgent.Answering;
using CsrAgent.Answering.Cache;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Memory;
using CsrAgent.Privacy;
using CsrAgent.Sentiment;
using Microsoft.Extensions.Options;

namespace CsrAgent.Tests.Answering.Cache;

public sealed class CachedAnswererTests
{
    private const string Question = "How do I reset my password?";

    private readonly CountingAnswerer _inner = new();

    [Theory]
    [InlineData(Question)]
    [InlineData("  how do I RESET my password ??")]
    [InlineData("How do I reset\nmy password")]
    public async Task AnswerAsync_ThirdConversationAsksTheSame_GetsTheAnswerOfTheSecond(string again)
    {
        var answerer = New();
        Assert.False((await AskAsync(answerer, "one", Question)).Cached);
        Assert.False((await AskAsync(answerer, "two", Question)).Cached);

        var stream = new RecordedStream();
        var answer = await answerer.AnswerAsync(Request("three", again), stream, TestContext.Current.CancellationToken);

        Assert.True(answer.Cached);
        Assert.Equal(2, _inner.Calls);
        Assert.Equal(_inner.Answer.Text, answer.Text);
        Assert.Equal(_inner.Answer.Citations, answer.Citations);
        Assert.Equal((TokenUsage.None, TimeSpan.Zero), (answer.Tokens, answer.ModelTime));
        Assert.Equal(_inner.Answer.Text, stream.Text);
    }

    [Fact]
    public async Task AnswerAsync_OneConversationAsksAgainAndAgain_IsAnsweredAnew()
    {
        var answerer = New();
        for (var i = 0; i < 3; i++) Assert.False((await AskAsync(answerer, "one", Question)).Cached);
    }

    [Fact]
    public async Task AnswerAsync_OtherWordsOrLanguage_IsAnsweredAnew()
    {
        var answerer = await FilledAsync();
        Assert.False((await AskAsync(answerer, "three", "How do I reset my PIN?")).Cached);
        Assert.False((await AskAsync(answerer, Request("four", Question) with { Language = "de" })).Cached);
    }

    [Fact]
    public async Task AnswerAsync_ArticleChangesComesOrGoes_IsAnsweredAnew()
    {
        var changed = SomeRequest.Hit("kb-001", SomeRequest.Reset.Title, SomeRequest.ResetSteps + " Or call us.", 0.9);
        foreach (var passages in (PassageHit[][])[[changed], [SomeRequest.Reset, SomeRequest.Refund], [SomeRequest.Refund]])
        {
            var answerer = await FilledAsync();
            Assert.False((await AskAsync(answerer, Request("three", Question) with { Passages = passages })).Cached);
        }
    }

    [Theory]
    [InlineData("My order 4821 is late, where is it?")]
    [InlineData("Write to ann@example.com, how do I reset my password?")]
    public Task AnswerAsync_QuestionNamesACustomersData_IsNotKept(string question) => AssertNotKeptAsync(Request("x", question));

    /// <summary>What is known of one customer is for nobody else; and who is remembered is not given what was said to others.</summary>
    [Fact]
    public async Task AnswerAsync_WithMemoriesOfTheCustomer_IsNeitherKeptNorTakenFromOthers()
    {
        var memory = new CustomerMemory
        {
            Id = "mem_1",
            Owner = new("web", "ann"),
            Kind = MemoryKind.Fact,
            Text = "Owns a sofa.",
            SessionId = "s0",
            At = DateTimeOffset.UnixEpoch,
        };
        await AssertNotKeptAsync(Request("x", Question) with { Memories = [memory] });
        var answerer = await FilledAsync();
        Assert.False((await AskAsync(answerer, Request("three", Question) with { Memories = [memory] })).Cached);
    }

    [Fact]
    public async Task AnswerAsync_NoFirstQuestionOrAMoodOrAnAction_IsNotKept()
    {
        var request = Request("x", Question);
        await AssertNotKeptAsync(request with { History = [SomeRequest.Message(MessageRole.Customer, "Hello")] });
        await AssertNotKeptAsync(request with { Messages = [Question, "Quickly please"] });
        await AssertNotKeptAsync(request with { Mood = new(SentimentLabel.Negative, -0.8, Emotion.Anger) });
        await AssertNotKeptAsync(request with { Proven = ProvenActions.Action });
        await AssertNotKeptAsync(request with { LowConfidenceRun = 1 });
        await AssertNotKeptAsync(request with { Passages = [] });
    }

    [Fact]
    public async Task AnswerAsync_AnswerThatIsNotForEverybody_IsNotKept()
    {
        var good = _inner.Answer;
        foreach (
            var answer in (Answer[])
                [
                    good with { Degraded = true },
                    good with { Unanswered = true },
                    good with { Confidence = 0.1 },
                    good with { OffersPerson = true },
                    good with { Handoff = new(EscalationReason.ModelRequest, "") },
                    good with { Proven = ProvenActions.Action },
                    good with { Citations = [] },
                    good with { Citations = [new("kb-099", "of the model's own search")] },
                    good with { Model = null },
                    good with { Text = "Your order 48213 is on its way." },
                    good with { Text = "We wrote to ann@example.com." },
                ]
        )
        {
            _inner.Answer = answer;
            await AssertNotKeptAsync(Request("x", Question));
        }
    }

    [Fact]
    public async Task AnswerAsync_MoreQuestionsThanRoom_ForgetsTheOneAskedLongestAgo()
    {
        var answerer = New(size: 2);
        string[] questions = ["How do I reset my password?", "Where is my parcel?", "Do you ship abroad?"];
        foreach (var question in questions)
        {
            await AskAsync(answerer, "one", question);
            await AskAsync(answerer, "two", question);
        }

        Assert.True((await AskAsync(answerer, "three", questions[2])).Cached);
        Assert.True((await AskAsync(answerer, "three", questions[1])).Cached);
        Assert.False((await AskAsync(answerer, "three", questions[0])).Cached);
    }

    private async Task AssertNotKeptAsync(AnswerRequest request)
    {
        var answerer = New();
        foreach (var conversation in (string[])["one", "two", "three", "four"])
        {
            Assert.False((await AskAsync(answerer, request with { ConversationId = new(conversation) })).Cached);
        }
    }

    private async Task<CachedAnswerer> FilledAsync()
    {
        var answerer = New();
        await AskAsync(answerer, "one", Question);
        await AskAsync(answerer, "two", Question);
        Assert.True((await AskAsync(answerer, "three", Question)).Cached);
        return answerer;
    }

    private CachedAnswerer New(int size = 100) =>
        new(_inner, new LogMask(new Redactor(new byte[16])), Options.Create(new AnsweringOptions { CacheSize = size }));

    private static AnswerRequest Request(string conversation, string question) =>
        SomeRequest.Question(question, SomeRequest.Reset) with
        {
            ConversationId = new(conversation),
        };

    private static Task<Answer> AskAsync(CachedAnswerer answerer, string conversation, string question) =>
        AskAsync(answerer, Request(conversation, question));

    private static Task<Answer> AskAsync(CachedAnswerer answerer, AnswerRequest request) =>
        answerer.AnswerAsync(request, SilentStream.Instance, TestContext.Current.CancellationToken);

    private sealed class CountingAnswerer : IAnswerer
    {
        public int Calls { get; private set; }

        public Answer Answer { get; set; } =
            new()
            {
                Text = "Open the sign-in page and select **Forgot password?**",
                Articles = [new("kb-001", "How to Reset Your Password", null, 0.9)],
                Citations = [new("kb-001", "Open the sign-in page")],
                Confidence = 0.9,
                Tokens = new(100, 10),
                Model = "scripted-1",
                ModelTime = TimeSpan.FromSeconds(1),
            };

        public Task<Answer> AnswerAsync(AnswerRequest request, IAnswerStream stream, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(Answer);
        }
    }
}
