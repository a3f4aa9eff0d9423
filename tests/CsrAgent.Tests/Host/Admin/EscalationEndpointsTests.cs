using System.Text.Json;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Admin;

[Collection(nameof(GroundedServer))]
public sealed class EscalationEndpointsTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;
    private readonly ChatClient _admin = server.Admin;

    [Fact]
    public async Task Person_ClaimsRepliesAndResolves_AndTheCustomerSeesItLive()
    {
        var (session, id) = await EscalatedAsync();
        await using var watch = await _customer.EventsAsync(session);

        var claimed = (await StepAsync(id, "claim", "Mia")).Is(200);
        (await StepAsync(id, "reply", "Mia", "Hello, I am Mia. I will look at it.")).Is(200);
        var silent = (await _customer.SayAsync(session, "Thank you!")).Is(200);
        var resolved = (await StepAsync(id, "resolve", "Mia")).Is(200);

        Assert.Equal("claimed", claimed.Text("state"));
        Assert.Equal("Mia", claimed.Text("agent"));
        Assert.Equal("", silent.Text("message"));
        Assert.Equal("human", silent.Text("status"));
        Assert.Equal("resolved", resolved.Text("state"));
        var seen = await watch.UntilAsync(e => e.Name == "status" && e.Text("status") == "ended");
        Assert.Equal(["waiting_for_human", "human", "ended"], seen.Where(e => e.Name == "status").Select(e => e.Text("status")).Distinct());
        var spoken = seen.Where(e => e.Name == "message").Select(e => (e.Text("role"), e.Text("text"))).ToList();
        Assert.Equal(["system", "human", "customer", "system"], spoken.Select(s => s.Item1));
        Assert.Contains("Mia", spoken[0].Item2, StringComparison.Ordinal);
        Assert.Equal("Hello, I am Mia. I will look at it.", spoken[1].Item2);
        Assert.Equal("Mia", seen.First(e => e.Name == "message" && e.Text("role") == "human").Text("author"));
        var history = (await _customer.HistoryAsync(session)).Is(200);
        Assert.Equal("ended", history.Text("status"));
        Assert.Equal(JsonValueKind.Null, history["escalation"].ValueKind);
    }

    [Fact]
    public async Task Person_Returns_TheAgentAnswersAgain()
    {
        var (session, id) = await EscalatedAsync();
        (await StepAsync(id, "claim", "Mia")).Is(200);

        var returned = (await StepAsync(id, "return", "Mia")).Is(200);
        var answer = (await _customer.SayAsync(session, "How do I track my order?")).Is(200);

        Assert.Equal("returned", returned.Text("state"));
        Assert.Equal("bot", answer.Text("status"));
        Assert.Equal("kb-008", answer["kb_articles"][0].Text("id"));
        Assert.Equal(JsonValueKind.Null, answer["escalation"].ValueKind);
    }

    [Fact]
    public async Task Claim_TwentyAtOnce_OneGetsIt()
    {
        var (session, id) = await EscalatedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => StepAsync(id, "claim", $"Agent {i}")));

        var winner = Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a != winner), a => a.IsProblem(409, "escalation_state"));
        Assert.Single((await _customer.MessagesAsync(session)).From("system"));
        (await StepAsync(id, "reply", winner.Text("agent"), "Hello")).Is(200);
        (await StepAsync(id, "reply", "somebody else", "Hello")).IsProblem(409, "escalation_state");
    }

    [Fact]
    public async Task Claim_ASecondPerson_LearnsWhoHasIt_AndTheFirstMayRepeat()
    {
        var (session, id) = await EscalatedAsync();
        (await StepAsync(id, "claim", "Mia")).Is(200);

        Assert.Contains(
            "claimed by Mia",
            (await StepAsync(id, "claim", "Ben")).IsProblem(409, "escalation_state").Text("detail"),
            StringComparison.Ordinal
        );
        (await StepAsync(id, "claim", "Mia")).Is(200);

        Assert.Single((await _customer.MessagesAsync(session)).From("system"));
    }

    [Fact]
    public async Task Reply_RepeatedWithItsId_ReachesTheCustomerOnce()
    {
        var (session, id) = await EscalatedAsync();
        (await StepAsync(id, "claim", "Mia")).Is(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReplyAsync(id, "Your refund is on its way.", "r1")));

        Assert.All(answers, answer => answer.Is(200));
        (await ReplyAsync(id, "Something else", "r1")).IsProblem(409, "message_id_reused", "message_id");
        (await ReplyAsync(id, "Anything else?", "")).IsProblem(400, "invalid_field", "message_id");
        (await ReplyAsync(id, "Anything else?", "r2")).Is(200);
        Assert.Equal(
            ["Your refund is on its way.", "Anything else?"],
            (await _customer.MessagesAsync(session)).From("human").Select(m => m.Text())
        );
        (await StepAsync(id, "resolve", "Mia")).Is(200);
        (await ReplyAsync(id, "Anything else?", "r2")).Is(200);
    }

    [Fact]
    public async Task Step_InTheWrongState_IsAConflict()
    {
        var (_, id) = await EscalatedAsync();
        (await StepAsync(id, "reply", "Mia", "Too early")).IsProblem(409, "escalation_state");
        (await StepAsync(id, "resolve", "Mia")).Is(200);

        foreach (var step in (string[])["claim", "return", "resolve"])
        {
            (await StepAsync(id, step, "Mia")).IsProblem(409, "escalation_state");
        }
        (await StepAsync(id, "reply", "Mia", "Too late")).IsProblem(409, "escalation_state");
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("reply")]
    [InlineData("return")]
    [InlineData("resolve")]
    public async Task Step_UnknownEscalation_IsNotFound(string step) =>
        (await StepAsync("esc_none", step, "Mia", "Hello")).IsProblem(404, "unknown_escalation");

    [Fact]
    public async Task Step_WrongFields_AreNamed()
    {
        var (_, id) = await EscalatedAsync();
        var path = $"{ChatClient.Admin}/escalations/{id}";

        (await _admin.PostAsync($"{path}/claim", new { })).IsProblem(400, "invalid_field", "agent");
        (await _admin.PostAsync($"{path}/claim", new { agent = " " })).IsProblem(400, "invalid_field", "agent");
        (await _admin.PostAsync($"{path}/claim", new { agent = new string('a', 129) })).IsProblem(400, "invalid_field", "agent");
        (await _admin.PostAsync($"{path}/reply", new { agent = "Mia" })).IsProblem(400, "invalid_field", "message");
        (await _admin.PostAsync($"{path}/reply", new { agent = "Mia", message = "" })).IsProblem(400, "invalid_field", "message");
        (await _admin.PostAsync($"{path}/reply", new { agent = "Mia", message = new string('m', 8_001) })).IsProblem(
            400,
            "invalid_field",
            "message"
        );
    }

    [Fact]
    public async Task List_ByState_HasEveryField()
    {
        var (session, id) = await EscalatedAsync();

        var open = (await _admin.GetAsync($"{ChatClient.Admin}/escalations?state=open&limit=500")).Is(200);
        var ticket = open["escalations"].EnumerateArray().Single(e => e.Text("id") == id);
        (await StepAsync(id, "claim", "Mia")).Is(200);
        var claimed = (await _admin.GetAsync($"{ChatClient.Admin}/escalations?state=claimed&limit=500")).Is(200);

        Assert.Equal(
            [
                "agent",
                "claimed_at",
                "closed_at",
                "created_at",
                "id",
                "overdue_at",
                "priority",
                "rating",
                "reason",
                "session_id",
                "state",
                "summary",
                "team",
                "told",
                "topic",
                "withdrawn",
            ],
            ticket.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(session, ticket.Text("session_id"));
        Assert.Contains("reset my password", ticket.Text("summary"), StringComparison.Ordinal);
        Assert.Contains(claimed["escalations"].EnumerateArray(), e => e.Text("id") == id);
    }

    private Task<ChatClientAnswer> StepAsync(string id, string step, string agent, string? message = null) =>
        _admin.PostAsync($"{ChatClient.Admin}/escalations/{id}/{step}", new { agent, message });

    private Task<ChatClientAnswer> ReplyAsync(string id, string message, string messageId) =>
        _admin.PostAsync(
            $"{ChatClient.Admin}/escalations/{id}/reply",
            new
            {
                agent = "Mia",
                message,
                message_id = messageId,
            }
        );

    private async Task<(string Session, string Id)> EscalatedAsync()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);
        var escalated = (await _customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200);
        return (session, escalated["escalation"].Text("id"));
    }
}
