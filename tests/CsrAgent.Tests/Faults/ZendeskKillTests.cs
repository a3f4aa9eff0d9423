using System.Collections.Concurrent;
using CsrAgent.Tests.Adapters.Zendesk;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Faults;

/// <summary>Zendesk has taken some of the answers, and the server dies before it learns of it.</summary>
[Collection(FaultsCollection.Name)]
public sealed class ZendeskKillTests
{
    private const int Tickets = 20;
    private const int Kills = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_BetweenAWriteAndItsRecord_LeavesOneAnswerOnEachTicket()
    {
        await using var zendesk = await FakeZendesk.StartAsync();
        await using var server = new RealServer(ZendeskServer.Settings(zendesk));
        server.Set("DELIVERY_TIMEOUT", "1s");
        server.Set("LEASE_TIME", "5s");
        await server.StartAsync();
        var tickets = Enumerable
            .Range(20, Tickets)
            .Select(customer => zendesk.Open(customer, $"How do I reset my password on computer {customer}?"))
            .ToList();
        // Each ticket's first write is taken, and the answer to it is lost.
        var taken = new ConcurrentDictionary<string, bool>();
        zendesk.Fault = request =>
            request.Method == "PUT" && !request.Path.Value!.EndsWith("/tags", StringComparison.Ordinal) && taken.TryAdd(request.Path, true)
                ? new FakeZendeskFault(0, IsTakenNevertheless: true)
                : null;
        using var http = new HttpClient();
        foreach (var ticket in tickets)
        {
            using var call = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, ticket.Comments[0]), address: server.BaseAddress);
            using var answer = await http.SendAsync(call, Token);
            Assert.Equal(200, (int)answer.StatusCode);
        }
        for (var kill = 1; kill <= Kills; kill++)
        {
            var expected = Tickets * kill / (Kills + 1);
            await Until.TrueAsync(() => taken.Count >= expected, $"{expected} answers were taken");
            await server.KillAsync();
            await server.StartAsync();
        }

        foreach (var ticket in tickets)
        {
            // Whoever finds no record of an answer looks into the ticket first.
            var look = $"GET /api/v2/tickets/{ticket.Id}/comments";
            await Until.TrueAsync(() => zendesk.Look(ticket, t => t.Answers.Count) > 0 && zendesk.Requests.Contains(look), look);
        }
        await server.StopAsync();

        Assert.All(tickets, ticket => Assert.Single(ticket.Answers));
        Assert.Empty(zendesk.Violations);
    }
}
