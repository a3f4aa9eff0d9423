using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Host.Chat;

/// <summary>Once a person has settled a matter, the customer is asked how it was.</summary>
[Collection(nameof(GroundedServer))]
public sealed class RatePersonTests(GroundedServer server)
{
    private readonly ChatClient _customer = server.Customer;

    [Fact]
    public async Task History_OfASettledMatter_AsksUntilItIsRatedAndThePeopleSeeTheAnswer()
    {
        var session = ChatClient.NewSession();
        var id = await ClaimAsync(session);
        Assert.False((await _customer.HistoryAsync(session)).Json.TryGetProperty("person_rating", out _));
        await using var watch = await _customer.EventsAsync(session);
        await StepAsync(id, "resolve");
        await watch.UntilAsync(e => e.Name == "status" && AskedOf(e.Data) is (var asked, null) && asked == id);
        Assert.Equal<(string?, int?)?>((id, null), AskedOf((await _customer.HistoryAsync(session)).Json));
        var counted = await CountAsync(4);

        (await RateAsync(session, new { escalation_id = id, score = 4 })).Is(204);
        var withCard = new
        {
            escalation_id = id,
            score = 4,
            comment = " Quick, but my card 4111 1111 1111 1111 was needed. ",
        };
        (await RateAsync(session, withCard)).Is(204);

        await watch.UntilAsync(e => e.Name == "status" && AskedOf(e.Data) is (var asked, 4) && asked == id);
        Assert.Equal<(string?, int?)?>((id, 4), AskedOf((await _customer.HistoryAsync(session)).Json));
        Assert.Equal(counted + 1, await CountAsync(4));
        var rating = (await TicketAsync(session)).GetProperty("rating");
        Assert.Equal(4, rating.GetProperty("score").GetInt32());
        Assert.StartsWith("Quick, but my card [card:tok_", rating.Text("comment"), StringComparison.Ordinal);
        var audited = (await server.Admin.GetAsync($"{ChatClient.Admin}/audit?limit=100")).Is(200)["entries"].EnumerateArray();
        var ratings = audited.Where(e => e.Text("action") == "escalation.rate" && e.Text("subject") == id).ToList();
        Assert.Equal(["4 of 5", "4 of 5"], ratings.Select(entry => entry.Text("details")));
    }

    /// <summary>Whoever answers late, or changes their mind, is heard, and counted once.</summary>
    [Fact]
    public async Task Post_AfterTheConversationHasBegunAnew_ReplacesTheAnswerAndEndsNothing()
    {
        var session = ChatClient.NewSession();
        var id = await ClaimAsync(session);
        await StepAsync(id, "resolve");
        (await RateAsync(session, new { escalation_id = id, score = 1 })).Is(204);
        var counted = await CountAsync(5);
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);

        (await RateAsync(session, new { escalation_id = id, score = 5 })).Is(204);

        var history = (await _customer.HistoryAsync(session)).Is(200);
        Assert.Equal("bot", history.Text("status"));
        Assert.False(history.Json.TryGetProperty("person_rating", out _));
        Assert.Equal(5, (await TicketAsync(session)).GetProperty("rating").GetProperty("score").GetInt32());
        Assert.Equal(counted, await CountAsync(5));
    }

    [Fact]
    public async Task Post_WhatNoPersonHasSettled_IsRefused()
    {
        var (open, other) = (ChatClient.NewSession(), ChatClient.NewSession());
        var id = await ClaimAsync(open);
        (await _customer.SayAsync(other, "How do I reset my password?")).Is(200);

        (await RateAsync(open, new { escalation_id = id, score = 5 })).IsProblem(409, "escalation_not_settled");
        (await RateAsync(other, new { escalation_id = id, score = 5 })).IsProblem(404, "unknown_escalation");
        (await RateAsync(open, new { escalation_id = "esc_none", score = 5 })).IsProblem(404, "unknown_escalation");
        await StepAsync(id, "return");
        (await RateAsync(open, new { escalation_id = id, score = 5 })).IsProblem(409, "escalation_not_settled");
    }

    [Fact]
    public async Task Post_WrongFields_AreNamed()
    {
        var session = ChatClient.NewSession();
        (await _customer.SayAsync(session, "How do I reset my password?")).Is(200);

        (await RateAsync(session, new { score = 5 })).IsProblem(400, "invalid_field", "escalation_id");
        (await RateAsync(session, new { escalation_id = "x" })).IsProblem(400, "invalid_field", "score");
        (await RateAsync(session, new { escalation_id = "x", score = 0 })).IsProblem(400, "invalid_field", "score");
        (await RateAsync(session, new { escalation_id = "x", score = 6 })).IsProblem(400, "invalid_field", "score");
        (await RateAsync(session, new { escalation_id = "x", score = 5, comment = new string('x', 2_001) }))
            .IsProblem(400, "invalid_field", "comment");
    }

    [Fact]
    public async Task Rating_OfACustomer_IsExportedAndErased()
    {
        var (session, user) = (ChatClient.NewSession(), $"rater-{Guid.NewGuid():N}");
        var id = await ClaimAsync(session, user);
        await StepAsync(id, "resolve");
        (await RateAsync(session, new { escalation_id = id, score = 2, comment = "Too slow for Wednesday." })).Is(204);

        var export = (await server.Admin.GetAsync($"{ChatClient.Admin}/customers/{user}/export")).Is(200);
        var handoff = export["conversations"][0].GetProperty("escalations").EnumerateArray().Single();
        Assert.Equal("Too slow for Wednesday.", handoff.GetProperty("rating").Text("comment"));
        (await server.Admin.DeleteAsync($"{ChatClient.Admin}/customers/{user}")).Is(200);

        (await RateAsync(session, new { escalation_id = id, score = 2 })).IsProblem(404, "unknown_escalation");
        Assert.Empty(await TicketsAsync(session));
    }

    private static (string? Id, int? Score)? AskedOf(JsonElement body) =>
        body.TryGetProperty("person_rating", out var asked)
            ? (asked.Text("escalation_id"), asked.GetProperty("score").Deserialize<int?>())
            : null;

    private Task<ChatClientAnswer> RateAsync(string session, object body) =>
        _customer.PostAsync($"{ChatClient.Chat}/{session}/rating", body);

    private async Task<string> ClaimAsync(string session, string user = "ann")
    {
        (await _customer.SayAsync(session, "How do I reset my password?", user: user)).Is(200);
        var id = (await _customer.PostAsync($"{ChatClient.Chat}/{session}/escalate", null)).Is(200)["escalation"].Text("id");
        await StepAsync(id, "claim");
        return id;
    }

    private async Task StepAsync(string id, string step) =>
        (await server.Admin.PostAsync($"{ChatClient.Admin}/escalations/{id}/{step}", new { agent = "Mia" })).Is(200);

    private async Task<JsonElement> TicketAsync(string session) => Assert.Single(await TicketsAsync(session));

    private async Task<List<JsonElement>> TicketsAsync(string session)
    {
        var found = await server.Admin.GetAsync($"{ChatClient.Admin}/escalations?session_id={session}");
        return [.. found.Is(200)["escalations"].EnumerateArray()];
    }

    private async Task<int> CountAsync(int score)
    {
        var metrics = (await _customer.GetAsync("/metrics")).Is(200).Body;
        var sample = Regex.Match(metrics, $$"""(?m)^csr_csat_ratings_total\{[^}\n]*score="{{score}}"[^}\n]*\} (\d+)""");
        return sample.Success ? int.Parse(sample.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }
}
