using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Faults.Fleet;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Support.FakeModels;
using CsrAgent.Tests.Support.Redis;

namespace CsrAgent.Tests.Deploy.Processes.Alerts;

/// <summary>A process for customers and a worker over one Redis: a wrong clock, a worker that dies or is away, no Redis.</summary>
internal sealed class FleetFaults : IAsyncDisposable
{
    private const int Waiting = 11;

    /// <summary>Longer than what a customer should wait for an answer (docs/operating/slo.md).</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10.5);

    private readonly RedisServer _redis;
    private readonly FakeClaude _claude;
    private readonly RealServer _api;
    private readonly RealServer _worker;
    private readonly RealServer _skewed;

    private FleetFaults(RedisServer redis, FakeClaude claude)
    {
        (_redis, _claude) = (redis, claude);
        (string, string)[] all =
        [
            ("REDIS_URL", redis.Url),
            ("REDIS_TIMEOUT", "3s"),
            ("LEASE_TIME", "3s"),
            ("MAX_ATTEMPTS", "1"),
            ("CLAUDE_BASE_URL", claude.BaseAddress),
            ("CLAUDE_API_KEY", "test"),
        ];
        _api = new([("ROLES", "api"), .. all]);
        _worker = new([("ROLES", "worker"), .. all]);
        _skewed = new([("ROLES", "api"), .. WrongClock.Ahead(200), .. all]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By the names of the faults.</summary>
    public static async Task<Dictionary<string, Recording>> MakeAsync()
    {
        await using var faults = new FleetFaults(await RedisServer.StartAsync(), await FakeClaude.StartAsync());
        await faults.StartAsync();
        using var customer = new ChatClient(faults._api.BaseAddress);
        await AskAsync(customer, 2);
        var made = new Dictionary<string, Recording>
        {
            ["wrong clock"] = await faults.SkewAsync(),
            ["worker dies in each attempt"] = await faults.GiveUpAsync(customer),
        };
        await faults.StartAgainAsync();
        await faults.StopWorkerAsync(customer, made);
        await faults.StartAgainAsync();
        made["store away"] = await faults.LoseRedisAsync(customer);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(new[] { _api, _worker, _skewed }.Select(server => server.DisposeAsync().AsTask()));
        await _claude.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static async Task AskAsync(ChatClient customer, int times)
    {
        for (var i = 0; i < times; i++) (await customer.SayAsync(ChatClient.NewSession(), "How do I reset my password?")).Is(200);
    }

    private Task StartAsync() => Task.WhenAll(_api.StartAsync(), _worker.StartAsync());

    /// <summary>At its start a process looks how many messages wait, and then every 15 s: nobody waits for that to be none again.</summary>
    private async Task StartAgainAsync()
    {
        var codes = await Task.WhenAll(_api.StopAsync(), _worker.StopAsync());
        Assert.All(codes, code => Assert.Equal(0, code));
        // No turn is to be given up any more, however long this machine stands still.
        _worker.Set("MAX_ATTEMPTS", "10");
        await StartAsync();
    }

    private async Task<Recording> SkewAsync()
    {
        await _skewed.StartAsync();
        var during = await Scrape.OfAsync("skewed", _skewed);
        Assert.Equal(0, await _skewed.StopAsync());
        var (api, worker) = await ScrapeAsync();
        return new((api, api), (worker, worker), (Scrape.None("skewed"), during));
    }

    /// <summary>It may try each turn once, and dies in it.</summary>
    private async Task<Recording> GiveUpAsync(ChatClient customer)
    {
        var (api, worker) = await ScrapeAsync();
        var asked = _claude.Requests.Count;
        _claude.Script = _ => new FakeClaudeHang();
        var answer = customer.SayAsync(ChatClient.NewSession(), "Is my order on its way?");
        await Until.TrueAsync(() => _claude.Requests.Count > asked, "the model was asked");
        await _worker.KillAsync();
        _claude.Script = FakeClaudeReply.Default;
        await _worker.StartAsync();
        (await answer).Is(200);
        await AskAsync(customer, 2);
        var (apiThen, workerThen) = await ScrapeAsync();
        return new((api, apiThen), (worker, workerThen));
    }

    /// <summary>Customers wait until it comes again; the last recording is of all of that, once it has worked off what waited.</summary>
    private async Task StopWorkerAsync(ChatClient customer, Dictionary<string, Recording> made)
    {
        var (api, worker) = await ScrapeAsync();
        Assert.Equal(0, await _worker.StopAsync());
        var start = TimeProvider.System.GetTimestamp();
        var answers = Enumerable.Range(0, Waiting).Select(_ => customer.SayAsync(ChatClient.NewSession(), "When are you open?")).ToList();
        // How many wait is looked up every 15 s.
        await UntilAsync(_api, now => now.Sum("csr_queue_depth") == Waiting, "all are counted");
        await Until.TrueAsync(() => TimeProvider.System.GetElapsedTime(start) > Away, "they have waited too long");
        var (apiThen, workerThen) = await ScrapeAsync();
        made["worker away"] = new((api, apiThen), (worker, workerThen));
        made["worker away, a thousand times as many customers"] = made["worker away"] with { Magnified = ("csr_queue_depth", 1_000) };

        await _worker.StartAsync();
        foreach (var answer in await Task.WhenAll(answers)) answer.Is(200);
        var (apiAfter, workerAfter) = await ScrapeAsync();
        made["worker back"] = new((api, apiAfter), (Scrape.None("worker"), workerAfter));
    }

    private async Task<Recording> LoseRedisAsync(ChatClient customer)
    {
        var (api, worker) = await ScrapeAsync();
        await _redis.KillAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Waiting).Select(_ => customer.SayAsync(ChatClient.NewSession(), "When are you open?"))
        );
        foreach (var answer in answers) answer.Is(503);
        await UntilAsync(_worker, now => now.Sum("csr_loop_healthy", "loop=\"Watchdog\"") == 0, "the worker has noticed");
        var (apiThen, workerThen) = await ScrapeAsync();
        return new((api, apiThen), (worker, workerThen));
    }

    private async Task<(Scrape Api, Scrape Worker)> ScrapeAsync() =>
        (await Scrape.OfAsync("api", _api), await Scrape.OfAsync("worker", _worker));

    private static Task UntilAsync(RealServer server, Func<Scrape, bool> condition, string what) =>
        Until.TrueAsync(async () => condition(await Scrape.OfAsync("", server)), TimeSpan.FromSeconds(40), what, Token);
}
