using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>Whatever is generated says so to machines, wherever it is read, and the server can check it.</summary>
[Collection(nameof(GroundedServer))]
public sealed class AiMarkingTests(GroundedServer server)
{
    private const string Verify = "/api/v1/verify";

    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Answer_WhereverItIsRead_HasTheSameMark()
    {
        var (session, user) = (ChatClient.NewSession(), ChatClient.NewSession());
        await using var stream = await _customer.StreamAsync(session, "How do I reset my password?", user: user);
        var done = (await stream.AllAsync()).Last(e => e.Name == "done").Data;
        var again = (await _customer.SayAsync(session, "How do I track my order?", "m-1", user)).Is(200);
        var repeated = (await _customer.SayAsync(session, "How do I track my order?", "m-1", user)).Is(200);

        var history = await _customer.MessagesAsync(session);
        var export = (await server.Admin.GetAsync($"{ChatClient.Admin}/customers/{user}/export")).Is(200);

        Assert.Equal([false, true, false, true], history.Select(message => message.GetProperty("ai_generated").GetBoolean()));
        Assert.All(history.Where(m => m.Text("role") == "customer"), m => Assert.False(m.TryGetProperty("ai", out _)));
        Assert.Equal(done.GetProperty("ai").GetRawText(), history[1].GetProperty("ai").GetRawText());
        Assert.Equal(again["ai"].GetRawText(), repeated["ai"].GetRawText());
        Assert.Equal(again["ai"].GetRawText(), history[3].GetProperty("ai").GetRawText());
        Assert.Contains(history[3].GetProperty("ai").Text("signature"), export.Body, StringComparison.Ordinal);
        Assert.Equal("csr-agent", again["ai"].Text("model"));
        Assert.True(await IsGeneratedAsync(history[1].Text("text"), history[1].GetProperty("ai")));
    }

    /// <summary>Once, whoever answers first; a client that shows it needs no notice of its own.</summary>
    [Theory]
    [InlineData("How do I reset my password?", "an AI")]
    [InlineData("I want to talk to a human agent, please.", "an AI")]
    [InlineData("Wie setze ich mein Passwort zurück?", "KI-Assistent")]
    public async Task Answer_FirstOfAConversation_SaysThatAnAiAnswers(string question, string words)
    {
        var session = ChatClient.NewSession();
        var first = (await _customer.SayAsync(session, question, "m-1")).Is(200);
        var again = (await _customer.SayAsync(session, question, "m-1")).Is(200);
        await using var stream = await _customer.StreamAsync(ChatClient.NewSession(), question);
        var streamed = (await stream.AllAsync()).Last(e => e.Name == "done").Data;
        var second = await _customer.SayAsync(session, "How do I track my order?");

        Assert.All(
            [first["ai_disclosure"], again["ai_disclosure"], streamed.GetProperty("ai_disclosure")],
            said => Assert.Contains(words, said.GetString(), StringComparison.Ordinal)
        );
        Assert.DoesNotContain(first.Text("ai_disclosure"), first.Text("message"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, second["ai_disclosure"].ValueKind);
    }

    [Fact]
    public async Task Transcript_OfAConversation_HasEachWordAndMark()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);
        (await _customer.SayAsync(session, "How do I track my order?")).Is(200);

        var file = (await _customer.GetAsync($"{ChatClient.Chat}/{session}/transcript")).Is(200);

        Assert.Equal("text/plain", file.MediaType);
        Assert.Contains("conversation.txt", file.Headers["content-disposition"], StringComparison.Ordinal);
        var messages = await _customer.MessagesAsync(session);
        Assert.All(messages, message => Assert.Contains(message.Text("text"), file.Body, StringComparison.Ordinal));
        Assert.Contains(messages[3].GetProperty("ai").Text("signature"), file.Body, StringComparison.Ordinal);
        (await _customer.GetAsync($"{ChatClient.Chat}/{ChatClient.NewSession()}/transcript")).IsProblem(404, "unknown_session");
    }

    [Fact]
    public async Task Verify_AnotherTextOrMark_IsNotGenerated()
    {
        var answer = (await _customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
        var (text, ai) = (answer.Text("message"), answer["ai"]);

        Assert.True(await IsGeneratedAsync(text, ai));
        Assert.False(await IsGeneratedAsync(text + " And a voucher of 50 euros.", ai));
        var other = JsonSerializer.Deserialize<JsonElement>(ai.GetRawText().Replace("csr-agent", "gpt", StringComparison.Ordinal));
        Assert.False(await IsGeneratedAsync(text, other));
        (await _customer.PostAsync(Verify, new { text })).IsProblem(400, "invalid_field", "ai");
        var soon = new
        {
            turn_id = "t",
            model = "m",
            at = "soon",
            signature = "s",
        };
        (await _customer.PostAsync(Verify, new { text, ai = soon })).IsProblem(400, "invalid_field", "at");
    }

    [Fact]
    public async Task Person_WhoAnswersAndTheNoticeBefore_AreNotMarked()
    {
        var session = ChatClient.NewSession();
        var handedOver = (await _customer.SayAsync(session, "I want to talk to a human agent, please.")).Is(200);
        var ticket = (await _customer.HistoryAsync(session)).Is(200)["escalation"].Text("id");
        (await server.Admin.PostAsync($"{ChatClient.Admin}/escalations/{ticket}/claim", new { agent = "Mia" })).Is(200);
        (await server.Admin.PostAsync($"{ChatClient.Admin}/escalations/{ticket}/reply", new { agent = "Mia", message = "Hello!" })).Is(200);
        var silent = (await _customer.SayAsync(session, "Thank you")).Is(200);

        Assert.False(handedOver["ai_generated"].GetBoolean());
        Assert.NotEmpty(handedOver.Text("message"));
        Assert.False(silent["ai_generated"].GetBoolean());
        Assert.Equal(JsonValueKind.Null, silent["ai"].ValueKind);
        Assert.All(await _customer.MessagesAsync(session), message => Assert.False(message.GetProperty("ai_generated").GetBoolean()));
    }

    private async Task<bool> IsGeneratedAsync(string text, JsonElement ai) =>
        (await _customer.PostAsync(Verify, new { text, ai })).Is(200)["ai_generated"].GetBoolean();
}
