using System.Collections.Concurrent;
using CsrAgent.Adapters.Zendesk;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Tests.Adapters.Zendesk;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.AspNetCore.Http;

namespace CsrAgent.Tests.Faults.Channels;

/// <summary>Tickets in Zendesk.</summary>
public sealed class ZendeskEnd : ChannelEnd
{
    private readonly FakeZendesk _zendesk;
    private readonly ConcurrentDictionary<int, FakeTicket> _tickets = new();
    private readonly ConcurrentDictionary<string, bool> _begun = new();
    private int _calls;

    private ZendeskEnd(FakeZendesk zendesk)
    {
        _zendesk = zendesk;
        _zendesk.Fault = FaultOf;
    }

    public override string Name => "Zendesk";

    public override (string, string)[] Settings => [.. ZendeskServer.Settings(_zendesk), ("ZENDESK_TIMEOUT", "1s")];

    public override IReadOnlyCollection<string> Violations => _zendesk.Violations;

    protected override IEnumerable<(int Conversation, string? Id)> Arrived =>
        _tickets.SelectMany(pair =>
            _zendesk
                .Look(pair.Value, ticket => ticket.Answers)
                .Select(answer => (pair.Key, (string?)answer.Mark[ZendeskComment.DeliveryMark]))
        );

    protected override IReadOnlyDictionary<string, object> Faults { get; } =
        new Dictionary<string, object>
        {
            ["429"] = new FakeZendeskFault(429) { RetryAfter = 1 },
            ["500 after it was taken"] = new FakeZendeskFault(500, IsTakenNevertheless: true),
            ["503 before it was taken"] = new FakeZendeskFault(503) { RetryAfter = 1 },
            ["connection broken after it was taken"] = new FakeZendeskFault(0, IsTakenNevertheless: true),
            ["revoked token"] = new FakeZendeskFault(401),
        };

    protected override string SessionOf(int conversation) =>
        ZendeskIds.Conversation(_tickets[conversation].Id, _tickets[conversation].RequesterId).Value;

    protected override string IdOf(string delivery) => delivery;

    public static async Task<ZendeskEnd> StartAsync() => new(await FakeZendesk.StartAsync());

    public override object Say(int conversation, int question)
    {
        var text = Question(conversation, question);
        if (!_tickets.TryGetValue(conversation, out var ticket))
        {
            ticket = _tickets[conversation] = _zendesk.Open(10_000 + conversation, text);
            return (ticket, ticket.Comments[0]);
        }
        return (ticket, _zendesk.Comment(ticket, ticket.RequesterId, text));
    }

    public override string Describe(int conversation) =>
        _zendesk.Look(_tickets[conversation], now => string.Join('\n', now.Comments.Select(comment => comment.ToJson().ToJsonString())));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _zendesk.DisposeAsync();
    }

    protected override HttpRequestMessage Call(object said)
    {
        var (ticket, comment) = ((FakeTicket, FakeComment))said;
        var hook = _zendesk.Look(ticket, now => FakeZendeskHook.Commented(now, comment));
        return FakeZendeskHook.Call(hook, age: TimeSpan.FromSeconds(Age), address: Address);
    }

    private FakeZendeskFault? FaultOf(HttpRequest request)
    {
        var path = request.Path.Value!;
        var isAnswer = request.Method == "PUT" && !path.EndsWith("/tags", StringComparison.Ordinal);
        return isAnswer ? (FakeZendeskFault?)FaultFor(_begun.TryAdd(path, true), Interlocked.Increment(ref _calls)) : null;
    }
}
