using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

[Collection(nameof(GroundedServer))]
public sealed class PostMessageTests(GroundedServer server)
{
    private const string Question = "How do I reset my password?";

    private static readonly string[] Fields =
    [
        "session_id",
        "turn_id",
        "message",
        "ai_disclosure",
        "sentiment",
        "sentiment_score",
        "emotion",
        "language",
        "confidence",
        "should_escalate",
        "status",
        "escalation",
        "kb_articles",
        "citations",
        "tokens_used",
        "processing_time_ms",
        "degraded",
        "cached",
        "ai_generated",
        "ai",
    ];

    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Post_Question_AnswersWithEveryField()
    {
        var session = ChatClient.NewSession();

        var answer = (
            await _customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = Question,
                    channel = "web",
                    metadata = new
                    {
                        plan = "gold",
                        seats = 3,
                        vip = true,
                        note = (string?)"",
                    },
                    message_id = "m1",
                    stream = false,
                }
            )
        ).Is(200);

        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal(Fields.Order(), answer.Json.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(session, answer.Text("session_id"));
        Assert.StartsWith("turn_", answer.Text("turn_id"), StringComparison.Ordinal);
        Assert.Contains("Forgot password?", answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal("bot", answer.Text("status"));
        Assert.Equal("en", answer.Text("language"));
        Assert.Equal("neutral", answer.Text("sentiment"));
        Assert.InRange(answer["sentiment_score"].GetDouble(), -1, 1);
        Assert.InRange(answer["confidence"].GetDouble(), 0.35, 1);
        Assert.Equal(JsonValueKind.Null, answer["escalation"].ValueKind);
        Assert.False(answer["should_escalate"].GetBoolean());
        Assert.False(answer["degraded"].GetBoolean());
        Assert.True(answer["processing_time_ms"].GetInt64() >= 0);
    }

    [Fact]
    public async Task Post_Question_NamesTheArticlesThatItStandsOn()
    {
        var answer = (await _customer.SayAsync(ChatClient.NewSession(), Question)).Is(200);

        var article = answer["kb_articles"][0];
        Assert.Equal(["id", "relevance_score", "title", "url"], article.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("kb-001", article.GetProperty("id").GetString());
        Assert.Equal("How to Reset Your Password", article.GetProperty("title").GetString());
        Assert.Equal("https://support.example.com/kb/reset-password", article.GetProperty("url").GetString());
        Assert.InRange(article.GetProperty("relevance_score").GetDouble(), 0.35, 1);
        Assert.Equal(["article_id", "quote"], answer["citations"][0].EnumerateObject().Select(p => p.Name).Order());
        Assert.Contains(answer["citations"][0].GetProperty("quote").GetString()!, answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal(
            ["input_tokens", "output_tokens", "total_tokens"],
            answer["tokens_used"].EnumerateObject().Select(p => p.Name).Order()
        );
    }

    [Theory]
    [InlineData("web")]
    [InlineData("api")]
    [InlineData("mobile")]
    public async Task Post_NoSession_BeginsOneOnItsChannel(string channel)
    {
        var answer = (
            await _customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    user_id = "ann",
                    message = Question,
                    channel,
                }
            )
        ).Is(200);

        var history = (await _customer.HistoryAsync(answer.Text("session_id"))).Is(200);
        Assert.Equal(channel, history.Text("channel"));
        Assert.Equal(2, history["messages"].GetArrayLength());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_StreamWanted_SendsEventsAndThenTheWholeAnswer(bool byHeader)
    {
        var session = ChatClient.NewSession();
        var request = byHeader
            ? ChatClient.Request(
                HttpMethod.Post,
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = Question,
                },
                ("Accept", "text/event-stream")
            )
            : ChatClient.Request(
                HttpMethod.Post,
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = Question,
                    stream = true,
                }
            );

        await using var stream = await _customer.OpenAsync(request);
        var events = await stream.AllAsync();

        Assert.Equal("accepted", events[0].Name);
        Assert.Equal(session, events[0].Text("session_id"));
        Assert.Equal("done", events[^1].Name);
        Assert.All(events[1..^1], e => Assert.Contains(e.Name, (string[])["delta", "citation"]));
        Assert.Equal(Fields.Order(), events[^1].Data.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(events[^1].Text("message"), string.Concat(events.Where(e => e.Name == "delta").Select(e => e.Text("text"))));
        Assert.Equal("kb-001", events.First(e => e.Name == "citation").Text("article_id"));
        var texts = Assert.Single((await _customer.MessagesAsync(session)).From("customer"));
        Assert.Equal(events[0].Text("message_id"), texts.Text("id"));
    }

    [Fact]
    public async Task Post_RespondAsync_IsAcceptedAndAnsweredInTheHistory()
    {
        var session = ChatClient.NewSession();

        var accepted = (
            await _customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = Question,
                },
                ("Prefer", "respond-async")
            )
        ).Is(202);

        Assert.Equal($"{ChatClient.Chat}/{session}", accepted.Headers["location"]);
        Assert.Equal($"{ChatClient.Chat}/{session}", accepted.Text("location"));
        Assert.Equal("accepted", accepted.Text("status"));
        var messages = await _customer.SettledAsync(session);
        Assert.Equal(accepted.Text("message_id"), messages[0].Text("id"));
        Assert.Equal(2, messages.Count);
        HistoryOrder.AssertOneReplyPerTurn(messages);
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsAnsweredOnce()
    {
        var session = ChatClient.NewSession();
        var body = new
        {
            session_id = session,
            user_id = "ann",
            message = Question,
        };

        var first = (await _customer.PostAsync(ChatClient.Chat, body, ("Idempotency-Key", "key-1"))).Is(200);
        var second = (await _customer.PostAsync(ChatClient.Chat, body, ("Idempotency-Key", "key-1"))).Is(200);
        var third = (await _customer.PostAsync(ChatClient.Chat, body, ("Idempotency-Key", "key-1"), ("Prefer", "respond-async"))).Is(200);

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Body, third.Body);
        var messages = await _customer.MessagesAsync(session);
        Assert.Equal(2, messages.Count);
        Assert.Equal("key-1", messages[0].Text("message_id"));
    }

    [Fact]
    public async Task Post_SameMessageIdOtherWords_IsAConflict()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, Question, "m1")).Is(200);

        (await _customer.SayAsync(session, "Where is my order?", "m1")).IsProblem(409, "message_id_reused", "message_id");

        Assert.Equal(2, (await _customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Post_AnothersSession_IsForbidden()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, Question)).Is(200);

        (await _customer.SayAsync(session, "And what did she ask?", user: "bob")).IsProblem(403, "not_your_session");
        (
            await _customer.PostAsync(
                ChatClient.Chat,
                new
                {
                    session_id = session,
                    user_id = "ann",
                    message = "Hi",
                    channel = "api",
                }
            )
        ).IsProblem(403, "not_your_session");

        Assert.Equal(2, (await _customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Post_OneMessageTwentyTimesAtOnce_IsAnsweredOnce()
    {
        var session = ChatClient.NewSession();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _customer.SayAsync(session, Question, "m1")));

        Assert.All(answers, answer => answer.Is(200));
        Assert.Single(answers.Select(answer => answer.Text("turn_id")).Distinct());
        Assert.Single(answers.Select(answer => answer.Text("message")).Distinct());
        Assert.Equal(2, (await _customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Post_OneFirstMessageTwentyTimesAtOnce_BeginsOneConversation()
    {
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    _customer.PostAsync(
                        ChatClient.Chat,
                        new
                        {
                            user_id = "ann",
                            message = Question,
                            message_id = key,
                        }
                    )
                )
        );

        Assert.All(answers, answer => answer.Is(200));
        var session = Assert.Single(answers.Select(answer => answer.Text("session_id")).Distinct());
        Assert.Single(answers.Select(answer => answer.Text("turn_id")).Distinct());
        Assert.Equal(2, (await _customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Post_OneMessageAsJsonStreamAndLater_AllGetTheSameTurn()
    {
        var session = ChatClient.NewSession();
        var json = _customer.SayAsync(session, Question, "m1");
        await using var stream = await _customer.StreamAsync(session, Question, "m1");

        var done = (await stream.AllAsync())[^1];
        var turn = (await json).Is(200).Text("turn_id");
        await using var late = await _customer.StreamAsync(session, Question, "m1");
        var again = await late.AllAsync();

        Assert.Equal("done", done.Name);
        Assert.Equal(turn, done.Text("turn_id"));
        Assert.Equal(["accepted", "done"], again.Select(e => e.Name));
        Assert.Equal(turn, again[^1].Text("turn_id"));
        Assert.Equal(2, (await _customer.MessagesAsync(session)).Count);
    }

    [Fact]
    public async Task Post_FiftyAtOnceToOneSession_EachIsCoveredByOneReply()
    {
        var session = ChatClient.NewSession();
        var questions = CalmQuestions.All.Take(50).ToList();

        var answers = await Task.WhenAll(questions.Select((question, i) => _customer.SayAsync(session, question, $"m{i}")));

        Assert.All(answers, answer => answer.Is(200));
        var messages = await _customer.SettledAsync(session);
        HistoryOrder.AssertOneReplyPerTurn(messages);
        var texts = messages.From("customer").ToDictionary(m => m.Text("message_id"));
        Assert.Equal(50, texts.Count);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(questions[i], texts[$"m{i}"].Text());
            var reply = messages.From("agent").Single(m => m.Text("turn_id") == answers[i].Text("turn_id"));
            Assert.Equal(answers[i].Text("message"), reply.Text());
            Assert.Equal(answers[i].Text("turn_id"), texts[$"m{i}"].Text("turn_id"));
        }
    }

    [Fact]
    public async Task Post_OneAfterAnotherWithoutWaiting_KeepsTheirOrder()
    {
        var session = ChatClient.NewSession();
        var questions = CalmQuestions.All.Skip(10).Take(12).ToList();

        foreach (var question in questions)
        {
            (
                await _customer.PostAsync(
                    ChatClient.Chat,
                    new
                    {
                        session_id = session,
                        user_id = "ann",
                        message = question,
                    },
                    ("Prefer", "respond-async")
                )
            ).Is(202);
        }

        var messages = await _customer.SettledAsync(session);
        Assert.Equal(questions, messages.From("customer").Select(m => m.Text()));
        HistoryOrder.AssertOneReplyPerTurn(messages);
    }
}
