using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.Slack;

namespace CsrAgent.Tests.Adapters.Slack;

/// <summary>The real server with a Slack at its other end: events come by HTTP, and the articles answer.</summary>
public class SlackServer : IAsyncLifetime
{
    public const string Staff = "C0DESK00001";

    private RealServer? _server;

    public FakeSlack Slack { get; private set; } = null!;

    public RealServer Server => _server!;

    /// <summary>Slack, without a key.</summary>
    public ChatClient Client { get; private set; } = null!;

    public ChatClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Slack = await FakeSlack.StartAsync();
        _server = await RealServer.StartAsync([.. Slack.Settings, .. MoreSettings, ("RATE_LIMIT_PER_USER", "0")]);
        Client = new ChatClient(_server.BaseAddress);
        Admin = new ChatClient(_server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Admin?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        await Slack.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual IEnumerable<(string Name, string Value)> MoreSettings => [("SLACK_ESCALATION_CHANNEL", Staff)];
}
