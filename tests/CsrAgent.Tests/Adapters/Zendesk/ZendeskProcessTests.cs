using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Zendesk;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>Through the real process, and against what is left in Zendesk.</summary>
[Trait("Category", "Slow")]
public sealed partial class ZendeskProcessTests : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "How do I reset my password?",
        "What does delivery cost?",
        "How long does a refund take?",
        "Can I change my delivery address?",
        "Do you ship to Switzerland?",
        "How do I return a lamp?",
        "Which payment methods do you accept?",
        "How do I cancel my order?",
        "Where is my invoice?",
        "How do I close my account?",
    ];

    private FakeZendesk _zendesk = null!;
    private RealServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _zendesk = await FakeZendesk.StartAsync();
        _server = new RealServer(ZendeskServer.Settings(_zendesk));
        _server.Set("ZENDESK_LOOP_REPLIES", "50");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _zendesk.DisposeAsync();
    }

    [Fact]
    public async Task Conversation_TenTurnsOnThreeTickets_HasOneAnswerPerQuestionInItsTicket()
    {
        await _server.StartAsync();
        using var http = new HttpClient();
        var tickets = Enumerable.Range(8, 3).Select(customer => _zendesk.Open(customer, Questions[0])).ToList();
        var times = new List<TimeSpan>();
        for (var turn = 0; turn < Questions.Length; turn++)
        {
            foreach (var ticket in tickets)
            {
                var comment = turn == 0 ? ticket.Comments[0] : _zendesk.Comment(ticket, ticket.RequesterId, Questions[turn]);
                for (var copy = 0; copy < 2; copy++)
                {
                    using var call = FakeZendeskHook.Call(FakeZendeskHook.Commented(ticket, comment), address: _server.BaseAddress);
                    var start = Stopwatch.GetTimestamp();
                    using var answer = await http.SendAsync(call, Token);
                    times.Add(Stopwatch.GetElapsedTime(start));
                    Assert.Equal(200, (int)answer.StatusCode);
                }
            }
            foreach (var ticket in tickets)
            {
                var expected = turn + 1;
                await Until.TrueAsync(() => _zendesk.Look(ticket, t => t.Answers.Count) >= expected, $"turn {expected} is answered");
            }
        }

        await _server.StopAsync();
        Assert.All(tickets, ticket => Assert.Equal(Alternating(ticket), ticket.Comments.Where(c => c.IsPublic).Select(c => c.AuthorId)));
        Assert.All(tickets, ticket => Assert.Equal(Questions.Length, DeliveriesOf(ticket).Distinct().Count()));
        Assert.All(tickets, ticket => Assert.All(DeliveriesOf(ticket), id => Assert.StartsWith($"zendesk:{ticket.Id}:", id)));
        Assert.Empty(_zendesk.Violations);
        // Far below the 12 seconds that Zendesk waits, on a machine that other tests keep busy.
        Assert.InRange(times.Order().ElementAt(times.Count * 9 / 10), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    /// <summary>In every field that a customer, a person or Zendesk fills.</summary>
    [Fact]
    public async Task Cards_InEveryField_AreFoundNowhere()
    {
        _server.Set("LOG_LEVEL", "Trace");
        await _server.StartAsync();
        using var http = new HttpClient();
        const string card = "4111 1111 1111 1111";
        const long number = 4111111111111111;
        var text = _zendesk.Open(8, $"My card is {card}, how do I reset my password?", subject: $"Card {card}", $"card {number}.png");
        var ids = _zendesk.Open(number, "How do I reset my password?");
        var staff = _zendesk.Open(9, "How do I reset my password?");
        Assert.Equal(200, await CallAsync(http, FakeZendeskHook.Triggered(text).ToJsonString()));
        Assert.Equal(200, await CallAsync(http, FakeZendeskHook.Commented(ids, ids.Comments[0]).ToJsonString()));
        var odd = FakeZendeskHook.Commented(staff, staff.Comments[0]);
        odd["detail"]!["tags"] = new System.Text.Json.Nodes.JsonArray(card);
        odd["detail"]!["external_id"] = card;
        odd["event"]!["comment"]!["author"]!["name"] = $"Ann {card}";
        odd["id"] = card;
        Assert.Equal(200, await CallAsync(http, odd.ToJsonString()));
        Assert.Equal(200, await CallAsync(http, $$"""{"ticket_id":"{{number}}"}"""));
        Assert.Equal(400, await CallAsync(http, $"not json {card}"));
        foreach (var ticket in (FakeTicket[])[text, ids, staff])
        {
            await Until.TrueAsync(() => _zendesk.Look(ticket, t => t.Answers.Count) >= 1, $"ticket {ticket.Id} is answered");
        }
        _zendesk.PersonsName = $"Anna {card}";
        var person = _zendesk.Comment(staff, FakeZendesk.Anna, $"Is it {card}?");
        Assert.Equal(200, await CallAsync(http, FakeZendeskHook.Commented(staff, person).ToJsonString()));

        await _server.StopAsync();
        var places = Directory
            .EnumerateFiles(_server.DataDirectory, "*", SearchOption.AllDirectories)
            .Select(file => (file, Encoding.UTF8.GetString(File.ReadAllBytes(file))))
            .Append(("log", _server.Output))
            .Append(("answers", string.Join('\n', _zendesk.Tickets.SelectMany(t => t.Answers).Select(answer => answer.Text))))
            .ToList();
        Assert.Contains(places, place => place.Item2.Contains("[card:tok_", StringComparison.Ordinal));
        Assert.All(places, place => Assert.DoesNotContain("411111111111", NoDigits().Replace(place.Item2, ""), StringComparison.Ordinal));
        Assert.DoesNotContain(_zendesk.Requests, request => request.Contains("411111111111", StringComparison.Ordinal));
    }

    private async Task<int> CallAsync(HttpClient http, string body)
    {
        using var call = FakeZendeskHook.Call(body, FakeZendeskHook.Secret, FakeZendeskHook.Timestamp(default), _server.BaseAddress);
        using var answer = await http.SendAsync(call, Token);
        return (int)answer.StatusCode;
    }

    private static IEnumerable<long> Alternating(FakeTicket ticket) =>
        Questions.SelectMany(_ => new[] { ticket.RequesterId, FakeZendesk.Bot });

    private static IEnumerable<string> DeliveriesOf(FakeTicket ticket) =>
        ticket.Answers.Select(answer => (string?)answer.Mark["csr_delivery"] ?? "");

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigits();
}
