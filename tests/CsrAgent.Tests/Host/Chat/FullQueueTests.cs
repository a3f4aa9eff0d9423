using System.Globalization;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>A model that does not answer, a client that waits a second, and room for three messages.</summary>
[Trait("Category", "Slow")]
public sealed class FullQueueTests(FullQueueTests.NarrowServer server) : IClassFixture<FullQueueTests.NarrowServer>
{
    private const string Question = "How do I reset my password?";

    [Fact]
    public async Task Post_TurnOutlastsTheWait_IsAcceptedAndThenTheQueueFills()
    {
        server.Claude.Script = _ => new FakeClaudeHang();
        var session = ChatClient.NewSession();

        var late = (await server.Customer.SayAsync(session, Question, "m1")).Is(202);
        for (var i = 0; i < 2; i++) (await LaterAsync()).Is(202);
        var refused = await LaterAsync();
        var repeated = (await server.Customer.SayAsync(session, Question, "m1")).Is(202);

        Assert.Equal($"{ChatClient.Chat}/{session}", late.Headers["location"]);
        var waiting = Assert.Single(await server.Customer.MessagesAsync(session));
        Assert.Equal(late.Text("message_id"), waiting.Text("id"));
        Assert.False(waiting.TryGetProperty("turn_id", out _));
        refused.IsProblem(503, "queue_full");
        Assert.InRange(int.Parse(refused.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(late.Text("message_id"), repeated.Text("message_id"));
        Assert.Equal(3, (await server.Admin.GetAsync($"{ChatClient.Admin}/stats")).Is(200)["waiting_messages"].GetInt64());
    }

    private Task<ChatClientAnswer> LaterAsync() =>
        server.Customer.PostAsync(ChatClient.Chat, new { user_id = "ann", message = Question }, ("Prefer", "respond-async"));

    public sealed class NarrowServer()
        : TestServer(hasModel: true, ("CHAT_TIMEOUT", "1s"), ("MESSAGE_QUEUE_SIZE", "3"), ("SHUTDOWN_TIMEOUT", "1s"));
}
