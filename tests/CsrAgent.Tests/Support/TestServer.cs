using CsrAgent.Tests.Support.FakeModels;

namespace CsrAgent.Tests.Support;

/// <summary>A running server for a class or a collection of tests, with those who talk to it.</summary>
public abstract class TestServer : IAsyncLifetime
{
    private readonly bool _hasModel;
    private FakeClaude? _claude;

    /// <param name="hasModel">False: the articles answer.</param>
    /// <param name="settings">Beside what <see cref="RealServer"/> sets.</param>
    protected TestServer(bool hasModel, params IEnumerable<(string Name, string Value)> settings)
    {
        _hasModel = hasModel;
        Server = new RealServer(settings);
    }

    public RealServer Server { get; }

    public FakeClaude Claude => _claude ?? throw new InvalidOperationException("This server has no model.");

    /// <summary>Anybody, without a key.</summary>
    public ChatClient Customer { get; private set; } = null!;

    /// <summary>With the admin key.</summary>
    public ChatClient Admin { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        if (_hasModel) await AddModelAsync();
        await Server.StartAsync();
        Customer = new ChatClient(Server.BaseAddress);
        Admin = new ChatClient(Server.BaseAddress, ("X-API-Key", RealServer.ApiKey));
    }

    public virtual async ValueTask DisposeAsync()
    {
        Customer?.Dispose();
        Admin?.Dispose();
        await Server.DisposeAsync();
        if (_claude is not null) await _claude.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task AddModelAsync()
    {
        _claude = await FakeClaude.StartAsync();
        Server.Set("CLAUDE_BASE_URL", _claude.BaseAddress);
        Server.Set("CLAUDE_API_KEY", "test");
    }
}
