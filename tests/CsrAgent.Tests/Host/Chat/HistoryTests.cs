using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

[Collection(nameof(GroundedServer))]
public sealed class HistoryTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Get_Conversation_HasEveryField()
    {
        var session = await TalkAsync(1);

        var history = (await _customer.HistoryAsync(session)).Is(200);

        Assert.Equal(
            ["channel", "created_at", "escalation", "messages", "session_id", "status", "updated_at", "user_id"],
            history.Json.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(session, history.Text("session_id"));
        Assert.Equal("ann", history.Text("user_id"));
        Assert.Equal("bot", history.Text("status"));
        Assert.True(history["created_at"].GetDateTimeOffset() <= history["updated_at"].GetDateTimeOffset());
        var (said, reply) = (history["messages"][0], history["messages"][1]);
        Assert.Equal(
            ["ai_generated", "at", "id", "message_id", "role", "sentiment", "text", "turn_id"],
            said.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(
            ["ai", "ai_generated", "at", "citations", "id", "kb_articles", "role", "text", "turn_id"],
            reply.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal("customer", said.Text("role"));
        Assert.Equal("agent", reply.Text("role"));
        Assert.Equal(said.Text("turn_id"), reply.Text("turn_id"));
    }

    [Fact]
    public async Task Get_PageByPage_ReadsEverythingOnce()
    {
        var session = await TalkAsync(3);
        var whole = (await _customer.MessagesAsync(session)).Select(m => m.Text("id")).ToList();

        var read = new List<string>();
        var pages = 0;
        long? after = 0;
        while (after is { } position)
        {
            var page = (await _customer.HistoryAsync(session, $"?after={position}&limit=2")).Is(200);
            Assert.InRange(page["messages"].GetArrayLength(), 1, 2);
            read.AddRange(page["messages"].EnumerateArray().Select(m => m.Text("id")));
            after = page.Json.TryGetProperty("next", out var next) ? next.GetInt64() : null;
            pages++;
        }

        Assert.Equal(6, whole.Count);
        Assert.Equal(whole, read);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Get_AfterTheEnd_IsAnEmptyLastPage()
    {
        var session = await TalkAsync(1);

        var page = (await _customer.HistoryAsync(session, "?after=2")).Is(200);

        Assert.Equal(0, page["messages"].GetArrayLength());
        Assert.False(page.Json.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Delete_Conversation_EndsItAndALaterMessageBeginsAnew()
    {
        var session = await TalkAsync(1);

        Assert.Empty((await _customer.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204).Body);
        Assert.Equal("ended", (await _customer.HistoryAsync(session)).Is(200).Text("status"));
        (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204);
        var anew = (await _customer.SayAsync(session, "How do I track my order?")).Is(200);

        Assert.Equal("bot", anew.Text("status"));
        var history = (await _customer.HistoryAsync(session)).Is(200);
        Assert.Equal("bot", history.Text("status"));
        Assert.Equal(4, history["messages"].GetArrayLength());
    }

    private async Task<string> TalkAsync(int turns)
    {
        var session = ChatClient.NewSession();
        for (var i = 0; i < turns; i++) (await _customer.SayAsync(session, CalmQuestions.All[i], $"m{i}")).Is(200);
        return session;
    }
}
