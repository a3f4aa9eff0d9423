using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Webhooks;

/// <summary>What happens on the web is told, once and in order.</summary>
public sealed class WebhookEventTests : IAsyncLifetime
{
    private WebhookServer _server = null!;

    private FakeReceiver Receiver => _server.Receiver;

    public async ValueTask InitializeAsync() => _server = await WebhookServer.StartAsync(("WEBHOOK_EVENTS", "true"));

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Receiver.Violations);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Conversation_FromQuestionToEnd_IsSentOnceAndInOrder()
    {
        await SayAsync("How do I reset my password?");
        await SayAsync("I want to talk to a human agent, please.");
        await SentAsync("conversation.escalated", 1);
        var store = _server.Services.GetRequiredService<IConversationStore>();
        Assert.True(await store.EndAsync(new("w1"), TestContext.Current.CancellationToken));
        await SentAsync("conversation.ended", 1);

        var messages = Receiver.Of("message.created").Select(body => body["data"]!).ToList();
        Assert.Equal(["customer", "agent", "customer", "agent"], messages.Take(4).Select(data => (string?)data["message"]!["role"]));
        Assert.All(messages, data => Assert.Equal("w1 ann web", $"{data["conversation_id"]} {data["user_id"]} {data["channel"]}"));
        Assert.Equal(messages.Count, messages.Select(data => (string?)data["message"]!["id"]).Distinct().Count());
        // The last is the notice of the hand-off, a fixed text.
        Assert.Equal([false, true, false, false], messages.Take(4).Select(data => (bool)data["message"]!["ai_generated"]!));
        Assert.StartsWith("v1.", (string?)messages[1]["message"]!["ai"]!["signature"], StringComparison.Ordinal);
        Assert.Equal("customer_request", (string?)Assert.Single(Receiver.Of("conversation.escalated"))["data"]!["escalation"]!["reason"]);
        Assert.Single(Receiver.Of("conversation.ended"));
        // Nothing is told twice, not even as a repeat.
        Assert.Equal(Receiver.Received.Count, Receiver.Calls);
    }

    [Fact]
    public async Task Handoff_ClaimedBeforeAnybodyLooked_IsSentAllTheSame()
    {
        await SayAsync("I want to talk to a human agent, please.");
        var tickets = _server.Services.GetRequiredService<IHandoffStore>();
        var ticket = Assert.Single(await tickets.ListAsync(null, 10, TestContext.Current.CancellationToken));
        await _server.Services.GetRequiredService<HandoffWorkflow>().ClaimAsync(ticket.Id, "Mia", TestContext.Current.CancellationToken);

        await SentAsync("conversation.escalated", 1);
    }

    [Fact]
    public async Task Rating_GivenAndChanged_IsSentOnceEach()
    {
        var turn = (string?)JsonNode.Parse(await SayAsync("How do I reset my password?"))!["turn_id"];
        await RateAsync(
            new
            {
                turn_id = turn,
                rating = "down",
                comment = "My card 4111 1111 1111 1111 is not in it",
            }
        );
        await SentAsync("feedback.received", 1);
        await RateAsync(new { turn_id = turn, rating = "up" });
        await RateAsync(new { turn_id = turn, rating = "up" });
        await SentAsync("feedback.received", 2);

        var sent = Receiver.Of("feedback.received").Select(body => body["data"]!).ToList();
        Assert.All(
            sent,
            data =>
                Assert.Equal(
                    $"w1 ann web {turn}",
                    $"{data["conversation_id"]} {data["user_id"]} {data["channel"]} {data["feedback"]!["turn_id"]}"
                )
        );
        Assert.Equal(["down", "up"], sent.Select(data => (string?)data["feedback"]!["rating"]));
        Assert.StartsWith("My card [card:", (string?)sent[0]["feedback"]!["comment"], StringComparison.Ordinal);
        Assert.Null(sent[1]["feedback"]!["comment"]);
        Assert.Equal(Receiver.Received.Count, Receiver.Calls);
    }

    private async Task RateAsync(object rating)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat/w1/feedback") { Content = JsonContent.Create(rating) };
        (await _server.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private async Task<string> SayAsync(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/chat")
        {
            Content = JsonContent.Create(
                new
                {
                    session_id = "w1",
                    user_id = "ann",
                    message = text,
                }
            ),
        };
        using var answer = await _server.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task SentAsync(string type, int count) =>
        Until.TrueAsync(() => Receiver.Of(type).Count >= count, $"{count} of {type} were told");
}
