using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support.Zendesk;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>The channel over a Zendesk that keeps its tickets, without a server around it.</summary>
public sealed class ZendeskChannelTests : SendingChannelContract, IAsyncLifetime
{
    private const long Requester = 4366012345;

    private ZendeskServer _server = null!;
    private FakeTicket _ticket = null!;

    protected override IChannel Channel => _server.Services.GetServices<IChannel>().Single(each => each.Name == "zendesk");

    protected override ConversationId ConversationId => new($"zendesk:{_ticket.Id}:{Requester}");

    protected override string UserId => $"zendesk:{Requester}";

    protected override IReadOnlyList<string> Arrived =>
        _server.Zendesk.Look(_ticket, ticket => ticket.Answers.Select(answer => $"{ticket.RequesterId} {answer.Text}").ToList());

    public async ValueTask InitializeAsync()
    {
        _server = await ZendeskServer.StartAsync();
        _ticket = _server.Zendesk.Open(Requester, "Where is it?");
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_server.Zendesk.Violations);
        await _server.DisposeAsync();
    }

    protected override void Refuse(bool forGood) =>
        _server.Zendesk.Fault = request => request.Method == "PUT" ? new FakeZendeskFault(forGood ? 422 : 503) : null;
}
