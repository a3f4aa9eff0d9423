using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

[Collection(nameof(GroundedServer))]
public sealed class EscalateTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task Post_Escalate_TellsTheCustomerOnce()
    {
        var session = await TalkAsync();

        var first = (await EscalateAsync(session)).Is(200);
        var second = (await EscalateAsync(session)).Is(200);

        Assert.Equal(["escalation", "message", "session_id", "status"], first.Json.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("waiting_for_human", first.Text("status"));
        Assert.Equal(["id", "priority", "reason", "team"], first["escalation"].EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("customer_request", first["escalation"].Text("reason"));
        Assert.Equal("support", first["escalation"].Text("team"));
        Assert.Equal(first["escalation"].Text("id"), second["escalation"].Text("id"));
        Assert.Single((await _customer.MessagesAsync(session)).From("agent"), m => m.Text() == first.Text("message"));
    }

    [Fact]
    public async Task Post_EscalateTwentyTimesAtOnce_OpensOneHandoff()
    {
        var session = await TalkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EscalateAsync(session)));

        Assert.Single(answers.Select(answer => answer.Is(200)["escalation"].Text("id")).Distinct());
        Assert.Single((await _customer.MessagesAsync(session)).From("agent"), m => m.Text() == answers[0].Text("message"));
    }

    [Fact]
    public async Task Post_MessageWhileAPersonIsAwaited_IsKeptInSilence()
    {
        var session = await TalkAsync();
        var escalation = (await EscalateAsync(session)).Is(200)["escalation"].Text("id");
        var before = (await _customer.MessagesAsync(session)).Count;

        var answer = (await _customer.SayAsync(session, "My order number is AF-10482217.")).Is(200);

        Assert.Equal("", answer.Text("message"));
        Assert.Equal("waiting_for_human", answer.Text("status"));
        Assert.Equal(escalation, answer["escalation"].Text("id"));
        Assert.True(answer["should_escalate"].GetBoolean());
        var messages = await _customer.MessagesAsync(session);
        Assert.Equal(before + 1, messages.Count);
        Assert.Equal("My order number is AF-10482217.", messages[^1].Text());
        Assert.Equal(answer.Text("turn_id"), messages[^1].Text("turn_id"));
    }

    [Fact]
    public async Task Post_AskingForAPersonInWords_HandsOver()
    {
        var session = ChatClient.NewSession();

        var answer = (await _customer.SayAsync(session, "I want to talk to a human being, please.")).Is(200);

        Assert.Equal("waiting_for_human", answer.Text("status"));
        Assert.Equal("customer_request", answer["escalation"].Text("reason"));
        Assert.True(answer["should_escalate"].GetBoolean());
        Assert.NotEmpty(answer.Text("message"));
        var history = (await _customer.HistoryAsync(session)).Is(200);
        Assert.Equal("waiting_for_human", history.Text("status"));
        Assert.Equal(answer["escalation"].Text("id"), history["escalation"].Text("id"));
        Assert.Equal(2, history["messages"].GetArrayLength());
    }

    [Fact]
    public async Task Delete_Escalate_BringsTheAgentBackAndThePersonSeesIt()
    {
        var session = await TalkAsync();
        var id = (await EscalateAsync(session)).Is(200)["escalation"].Text("id");
        await using var watch = await _customer.EventsAsync(session);

        var first = (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}/escalate")).Is(200);
        var second = (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}/escalate")).Is(200);

        Assert.Equal(("bot", "bot"), (first.Text("status"), second.Text("status")));
        await watch.UntilAsync(e => e.Name == "status" && e.Text("status") == "bot");
        var claim = await server.Admin.PostAsync($"{ChatClient.Admin}/escalations/{id}/claim", new { agent = "Anna" });
        claim.IsProblem(409, "escalation_state");
        Assert.Contains("no longer wants a person", claim.Text("detail"), StringComparison.Ordinal);
        var listed = (await server.Admin.GetAsync($"{ChatClient.Admin}/escalations?state=returned&limit=500")).Is(200);
        Assert.True(listed["escalations"].EnumerateArray().Single(e => e.Text("id") == id).GetProperty("withdrawn").GetBoolean());
        Assert.NotEmpty((await _customer.SayAsync(session, "How do I reset my password?")).Is(200).Text("message"));
        (await _customer.DeleteAsync($"{ChatClient.Chat}/unknown/escalate")).IsProblem(404, "unknown_session");
    }

    [Fact]
    public async Task Post_EscalateAfterTheEnd_IsAConflict()
    {
        var session = await TalkAsync();
        (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204);

        (await EscalateAsync(session)).IsProblem(409, "session_ended");

        Assert.Equal(JsonValueKind.Null, (await _customer.HistoryAsync(session))["escalation"].ValueKind);
    }

    [Fact]
    public async Task Delete_EscalatedConversation_ClosesTheHandoff()
    {
        var session = await TalkAsync();
        var escalation = (await EscalateAsync(session)).Is(200)["escalation"].Text("id");

        (await _customer.DeleteAsync($"{ChatClient.Chat}/{session}")).Is(204);

        var open = (await server.Admin.GetAsync($"{ChatClient.Admin}/escalations?state=open&limit=500")).Is(200);
        Assert.DoesNotContain(open["escalations"].EnumerateArray(), e => e.Text("id") == escalation);
    }

    private Task<ChatClientAnswer> EscalateAsync(string session) => _customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null);

    private async Task<string> TalkAsync()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);
        return session;
    }
}
