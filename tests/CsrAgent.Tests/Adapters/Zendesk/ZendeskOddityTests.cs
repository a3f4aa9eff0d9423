using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>What is rare but legal on a ticket, through the whole server.</summary>
public sealed class ZendeskOddityTests(ZendeskOddityTests.OneServer one) : IClassFixture<ZendeskOddityTests.OneServer>
{
    private const string Question = "How do I reset my password?";

    private readonly ZendeskServer _server = one.Server;

    private FakeZendesk Zendesk => _server.Zendesk;

    /// <summary>The answer is to another customer's question, and may say what only that one is to know.</summary>
    [Fact]
    public async Task Requester_ChangedBeforeTheAnswer_DoesNotGetIt()
    {
        var ticket = Zendesk.Open(8, Question);
        var told = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        Zendesk.Change(ticket, t => t.RequesterId = 9);

        Assert.Equal(200, await _server.CallAsync(told));
        await _server.SettleAsync(ticket, t => t.Notes.Count > 0);

        Assert.Empty(ticket.Answers);
        var note = Assert.Single(ticket.Notes).Text;
        Assert.Contains("Forgot password?", note, StringComparison.Ordinal);
        Assert.Contains("To the former one, user 8, the agent had written", note, StringComparison.Ordinal);
        // The new requester is answered from here on.
        await _server.SayAsync(ticket, "What does delivery cost?");
        await _server.AnswersAsync(ticket, 1);
    }

    /// <summary>Who takes it over is not to answer the one of now what the former one has asked.</summary>
    [Fact]
    public async Task Requester_ChangedBeforeTheHandoff_IsNotTakenForWhomItIsAbout()
    {
        var ticket = Zendesk.Open(8, "I want to talk to a person.");
        var told = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        Zendesk.Change(ticket, t => t.RequesterId = 9);

        Assert.Equal(200, await _server.CallAsync(told));
        await _server.SettleAsync(ticket, t => t.Notes.Count > 1);

        Assert.Empty(ticket.Answers);
        Assert.Contains(ticket.Notes, note => note.Text.Contains("This is about the former one, user 8", StringComparison.Ordinal));
        Assert.DoesNotContain(ticket.Notes, note => note.Text.Contains("Answer the customer with a public", StringComparison.Ordinal));
    }

    /// <summary>Zendesk then gives the tickets and comments of one customer to the other, who still waits for the answer.</summary>
    [Fact]
    public async Task Requester_MergedIntoAnotherCustomer_IsAnswered()
    {
        var ticket = Zendesk.Open(8, Question);
        var told = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]));
        Zendesk.Change(
            ticket,
            t =>
            {
                t.RequesterId = 9;
                t.Comments[0] = t.Comments[0] with { AuthorId = 9 };
            }
        );

        Assert.Equal(200, await _server.CallAsync(told));
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Event("requester_changed", ticket))));

        await _server.AnswersAsync(ticket, 1);
        await _server.SettleAsync(ticket, _ => true);
        Assert.Single(ticket.Answers);
    }

    /// <summary>People of the company have questions of their own.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requester_WhoIsAnAgent_IsAnsweredAsACustomer(bool byEvent)
    {
        var ticket = Zendesk.Open(FakeZendesk.Anna, Question);

        var told = byEvent ? FakeZendeskHook.Commented(ticket, ticket.Comments[0]) : FakeZendeskHook.Triggered(ticket);
        await _server.CallAsync(FakeZendeskHook.Call(told));
        await _server.AnswersAsync(ticket, 1);
        await _server.SayAsync(ticket, "What does delivery cost?");
        await _server.AnswersAsync(ticket, 2);
    }

    /// <summary>An event tells of no files: the comment is read where its own words are only what a mail program adds.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Sent from my iPhone")]
    [InlineData("> Please send a photo.")]
    public async Task Comment_OfFilesAlone_NamesThem(string body)
    {
        var ticket = Zendesk.Open(8, Question);
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.AnswersAsync(ticket, 1);

        var comment = Zendesk.Comment(ticket, 8, body, isPublic: true, "lamp.jpg");
        Assert.Equal(200, await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, comment))));
        await _server.AnswersAsync(ticket, 2);

        Assert.Equal("[Attached, not read: lamp.jpg]", (await _server.ReadAsync(ticket))!.Messages[^2].Text);
    }

    [Theory]
    [InlineData("\u202bמה מחיר המשלוח?\u202c 🧑‍🚀\U0001F3F4\u200d\u2620\ufe0f")]
    [InlineData("<div>How do I <b>track</b> my order?</div><script>alert(1)</script>")]
    [InlineData("##- -##\n\nHow do I reset my password? {{ticket.comments}} <@U1> <!channel>")]
    public async Task Comment_OddText_IsAnsweredOnce(string text)
    {
        var ticket = Zendesk.Open(8, text, subject: "\u202eddo\u202c");

        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Triggered(ticket)));
        await _server.AnswersAsync(ticket, 1);
        await _server.SettleAsync(ticket, _ => true);

        Assert.Single(ticket.Answers);
        Assert.Contains(text.Trim(), (await _server.ReadAsync(ticket))!.Messages[0].Text, StringComparison.Ordinal);
    }

    /// <summary>Two ways lead to an article; one line is enough.</summary>
    [Fact]
    public async Task Answer_NamesEachArticleOnce()
    {
        var ticket = Zendesk.Open(8, Question);
        await _server.CallAsync(FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0])));
        await _server.AnswersAsync(ticket, 1);

        var titles = (await _server.ReadAsync(ticket))!.Messages[^1].Articles.Select(article => article.Title).ToList();
        Assert.NotEmpty(titles);
        Assert.All(titles, title => Assert.InRange(ticket.Answers[0].Text.Split(title).Length - 1, 0, 1));
    }

    public sealed class OneServer : IAsyncLifetime
    {
        internal ZendeskServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await ZendeskServer.StartAsync();

        public async ValueTask DisposeAsync()
        {
            Assert.Empty(Server.Zendesk.Violations);
            await Server.DisposeAsync();
        }
    }
}
