using CsrAgent.Tests.Support;

namespace CsrAgent.Tests.Faults.Fleet;

/// <summary>Some API processes and some workers over one Redis, each a real process with a folder of its own.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<RealServer> _apis;
    private readonly List<RealServer> _workers;

    private Fleet(List<RealServer> apis, List<RealServer> workers) => (_apis, _workers) = (apis, workers);

    public IReadOnlyList<RealServer> Apis => _apis;

    public IReadOnlyList<RealServer> Workers => _workers;

    public IReadOnlyList<RealServer> All => [.. _apis, .. _workers];

    public IReadOnlyList<string> Addresses => [.. _apis.Select(api => api.BaseAddress)];

    public static async Task<Fleet> StartAsync(int apis, int workers, string redis, params (string Name, string Value)[] settings)
    {
        (string, string)[] shared =
        [
            ("REDIS_URL", redis), ("RATE_LIMIT_PER_USER", "0"), ("LOG_LEVEL", "Warning"), ("LEASE_TIME", "3s"),
            // Dozens of deaths in a minute may hit the same turn more often than any real process dies: when to give up is tested elsewhere.
            ("MAX_ATTEMPTS", "100"), ("MAX_SILENCE", "30m"), .. settings,
        ];
        var fleet = new Fleet(
            [.. Enumerable.Range(0, apis).Select(_ => new RealServer([("ROLES", "api"), .. shared]))],
            [.. Enumerable.Range(0, workers).Select(_ => new RealServer([("ROLES", "worker"), .. shared]))]);
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

    /// <summary>Speaks with the admin key to an API process.</summary>
    public ChatClient Admin() => new(_apis[0].BaseAddress, ("X-API-Key", RealServer.ApiKey));

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(server => server.DisposeAsync().AsTask()));
}
