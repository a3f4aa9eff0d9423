using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Some API processes and some workers over one Redis, each a real process with a folder of its own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    /// <summary>How long a worker's lease lasts, unless a test says otherwise.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    private readonly List<RealServer> _apis;
    private readonly List<RealServer> _workers;

    private readonly (string Name, string Value)[] _settings;

    private Fleet(int apis, int workers, (string Name, string Value)[] settings)
    {
        _settings = settings;
        _apis = [.. Enumerable.Range(0, apis).Select(_ => Server("api"))];
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Server("worker"))];
    }

    public IReadOnlyList<RealServer> Apis => _apis;

    public IReadOnlyList<RealServer> Workers => _workers;

    public IReadOnlyList<RealServer> All => [.. _apis, .. _workers];

    public IReadOnlyList<string> Addresses => [.. _apis.Select(api => api.BaseAddress)];

    public static async Task<Fleet> StartAsync(int apis, int workers, string redis, params (string Name, string Value)[] settings)
    {
        var fleet = new Fleet(
            apis,
            workers,
            [
                ("REDIS_URL", redis),
                ("RATE_LIMIT_PER_USER", "0"),
                ("LOG_LEVEL", "Warning"),
                ("LEASE_TIME", $"{Lease.TotalSeconds}s"),
                // Dozens of deaths in a minute may hit the same turn more often than any real process dies: when to give up is tested
                // elsewhere.
                ("MAX_ATTEMPTS", "100"),
                ("MAX_SILENCE", "30m"),
                .. settings,
            ]
        );
        try
        {
            await Task.WhenAll(fleet.All.Select(server => server.StartAsync()));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more worker.</summary>
    /// <param name="settings">What is different about it.</param>
    public async Task<RealServer> AddWorkerAsync(params (string Name, string Value)[] settings)
    {
        _workers.Add(new([("ROLES", "worker"), .. _settings, .. settings]));
        await _workers[^1].StartAsync();
        return _workers[^1];
    }

    /// <summary>Speaks with the admin key to an API process.</summary>
    public ChatClient Admin() => new(_apis[0].BaseAddress, ("X-API-Key", RealServer.ApiKey));

    private RealServer Server(string role) => new([("ROLES", role), .. _settings]);

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(server => server.DisposeAsync().AsTask()));
}
