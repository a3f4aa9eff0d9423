using System.Net;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Webhooks;

namespace CsrAgent.Tests.Adapters.Webhooks;

/// <summary>From a signed call to a signed call, through the whole server.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Keyed = """{"conversation_id":"c1","user_id":"ann","message":"Hi","message_id":"4111111111111111"}""";
    private const string Question = "How do I reset my password?";

    private WebhookServer _server = null!;

    private FakeReceiver Receiver => _server.Receiver;

    public async ValueTask InitializeAsync() => _server = await WebhookServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Receiver.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Message_SentTwice_IsAnsweredOnce()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await _server.SayAsync("c1", Question, "m1")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await _server.SayAsync("c1", Question, "m1")).StatusCode);
        await ReceivesAsync("message.created", 1);
        Assert.Equal(HttpStatusCode.Accepted, (await _server.SayAsync("c1", "What does delivery cost?", "m2")).StatusCode);
        await ReceivesAsync("message.created", 2);

        var replies = Receiver.Of("message.created");
        Assert.Equal(2, replies.Count);
        var data = replies[0]["data"]!;
        Assert.Equal(("c1", "ann", "bot"), ((string?)data["conversation_id"], (string?)data["user_id"], (string?)data["status"]));
        Assert.Contains("Forgot password?", (string?)data["message"]!["text"], StringComparison.Ordinal);
        Assert.NotEmpty(data["message"]!["articles"]!.AsArray());
        Assert.True((bool)data["message"]!["ai_generated"]!);
        Assert.Equal("csr-agent", (string?)data["message"]!["ai"]!["model"]);
    }

    [Fact]
    public async Task Conversation_TenTurns_HasOneReplyPerMessage()
    {
        for (var turn = 1; turn <= 10; turn++)
        {
            using var answer = await _server.SayAsync("c1", $"{Question} For computer {turn}.", $"m{turn}");
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await ReceivesAsync("message.created", turn);
        }

        Assert.Equal(10, Receiver.Of("message.created").Select(body => (string?)body["data"]!["message"]!["id"]).Distinct().Count());
        Assert.All(Receiver.Of("message.created"), body => Assert.Equal("c1", (string?)body["data"]!["conversation_id"]));
    }

    [Fact]
    public async Task Handoff_CustomerAsksForAPerson_IsAnEventWithItsSummary()
    {
        await _server.SayAsync("c1", "I want to talk to a human agent, please.", "m1");
        await ReceivesAsync("conversation.escalated", 1);

        Assert.Single(Receiver.Of("message.created"));
        var escalation = Assert.Single(Receiver.Of("conversation.escalated"))["data"]!["escalation"]!;
        Assert.Equal(("customer_request", "normal"), ((string?)escalation["reason"], (string?)escalation["priority"]));
        Assert.Contains("asked for a person", (string?)escalation["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_FailsForAWhile_GetsTheReplyOnceItIsBack()
    {
        var failures = 2;
        Receiver.Answer = _ => Interlocked.Decrement(ref failures) >= 0 ? 503 : null;

        await _server.SayAsync("c1", Question, "m1");
        await ReceivesAsync("message.created", 1);

        Assert.Equal(3, Receiver.Calls);
        Assert.Single(Receiver.Received);
        Assert.Single(Receiver.Bodies.Distinct()); // A repeat is the same to the letter.
    }

    [Fact]
    public async Task Caller_WithoutAValidSignature_IsRefused()
    {
        const string body = """{"type":"message.received","data":{"conversation_id":"c1","user_id":"ann","message":"Hi"}}""";

        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync(body, secret: FakeReceiver.NewSecret())).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync(body, secret: Receiver.Secrets[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync(body, signedBody: "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync(body, age: 301)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.CallAsync(body, age: -302)).StatusCode);
        using var bare = new HttpRequestMessage(HttpMethod.Post, "/webhooks/messages") { Content = new StringContent(body) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.SendAsync(bare)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _server.CallAsync(new string('x', 300_000))).StatusCode);
        Assert.Equal(0, Receiver.Calls);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"type":"message.created","data":{"conversation_id":"c1","user_id":"ann","message":"Hi"}}""")]
    [InlineData("""{"type":"message.received","data":{"user_id":"ann","message":"Hi"}}""")]
    [InlineData("""{"type":"message.received","data":{"conversation_id":"c1","user_id":"ann","message":" "}}""")]
    [InlineData("""{"type":"message.received","data":{"conversation_id":"","user_id":"ann","message":"Hi"}}""")]
    [InlineData("""{"type":"message.received","data":{"conversation_id":"c1","user_id":" ","message":"Hi"}}""")]
    [InlineData("""{"type":"message.received","data":{"conversation_id":"4111111111111111","user_id":"ann","message":"Hi"}}""")]
    [InlineData("""{"type":"message.received","data":{"conversation_id":"c1","user_id":"4111111111111111","message":"Hi"}}""")]
    [InlineData("{\"type\":\"message.received\",\"data\":" + Keyed + "}")]
    public async Task Body_ThatCannotBeTaken_IsRefusedWithWhatToDo(string body)
    {
        using var answer = await _server.CallAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var detail = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.InRange(detail.Length, 20, 200);
        Assert.DoesNotContain("4111", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversation_OfAnotherCustomer_IsRefused()
    {
        await _server.SayAsync("c1", Question, "m1");

        Assert.Equal(HttpStatusCode.Conflict, (await _server.SayAsync("c1", "What did Ann ask?", "m2", user: "eve")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _server.SayAsync("c1", "Another text", "m1")).StatusCode);
    }

    private Task ReceivesAsync(string type, int count) =>
        Until.TrueAsync(() => Receiver.Of(type).Count >= count, $"{count} of {type} were received");
}
