using CsrAgent.Admission;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Answering;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>
/// One server of the cluster through all its lives: the engine as the host composes it, over seams that the world can disturb. It answers
/// requests as the HTTP API does, and runs the loops of a worker.
/// </summary>
internal sealed class Server(World world, string name, ServerKind kind, Site site)
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly List<Action> _openRequests = [];
    private SimulatedProcess? _process;
    private IServiceProvider? _services;
    private List<PeriodicLoop> _loops = [];
    private TimeSpan _offset;

    public ServerKind Kind => kind;

    public bool IsUp => _process is { IsDead: false } && !IsStopping;

    public bool IsStopping { get; private set; }

    /// <summary>True for a version that stores more than the others know; counts from the next start.</summary>
    public bool IsNewer { get; set; }

    public SharedFeed? Feed { get; private set; }

    /// <summary>How far its wall clock is wrong; may be set at any time.</summary>
    public TimeSpan Offset
    {
        get => _offset;
        set
        {
            _offset = value;
            if (_process is not null) _process.Time.Offset = value;
        }
    }

    public void Start()
    {
        world.Note($"{name} starts{(IsNewer ? " in a newer version" : "")}");
        IsStopping = false;
        var process = _process = new SimulatedProcess(world, name);
        process.Time.Offset = _offset;
        Feed = new SharedFeed(world, process, site.Weather, () => site.Feeds);
        var services = _services = Compose(process);
        _loops = kind.HasFlag(ServerKind.Worker)
            ?
            [
                ActivatorUtilities.CreateInstance<TurnWorker>(services),
                ActivatorUtilities.CreateInstance<Watchdog>(services),
                ActivatorUtilities.CreateInstance<OutboxDispatcher>(services),
                ActivatorUtilities.CreateInstance<HandoffWatch>(services),
            ]
            : [];
        var loops = _loops;
        _ = process.RunAsync(() => Task.WhenAll(loops.Select(loop => loop.StartAsync(CancellationToken.None))));
    }

    /// <summary>As SIGTERM does: no new requests, no new turns; what runs may end.</summary>
    public async Task StopAsync()
    {
        if (!IsUp) return;
        world.Note($"{name} is stopped");
        IsStopping = true;
        var (process, loops) = (_process!, _loops);
        var stopped = new TaskCompletionSource();
        _openRequests.Add(() => stopped.TrySetResult()); // A kill ends the wait as well.
        _ = process.RunAsync(async () =>
        {
            using var giveUp = new CancellationTokenSource(StopTimeout, process.Time);
            await Task.WhenAll(loops.Select(loop => loop.StopAsync(giveUp.Token)));
            stopped.TrySetResult();
        });
        await stopped.Task;
        if (process == _process && !process.IsDead) Kill();
    }

    /// <summary>As SIGKILL does: nothing of it goes on, wherever it stood, and its clients' connections break.</summary>
    public void Kill()
    {
        if (_process is not { IsDead: false } process) return;
        world.Note($"{name} dies");
        process.Kill();
        foreach (var broken in _openRequests.ToList()) broken();
        _openRequests.Clear();
    }

    /// <summary>A request over the network. Throws <see cref="BrokenConnectionException"/>, or what the server's part throws.</summary>
    public async Task<T> CallAsync<T>(SimulatedProcess client, Func<IServiceProvider, Task<T>> request)
    {
        await client.Time.DelayAsync(world.Between(0, 0.02));
        if (!IsUp) throw new BrokenConnectionException(mayHaveArrived: false);
        var (process, services) = (_process!, _services!);
        var response = new TaskCompletionSource<T>();
        void Break() => response.TrySetException(new BrokenConnectionException(mayHaveArrived: true));
        _openRequests.Add(Break);
        _ = process.RunAsync(() => AnswerAsync(request, services, response));
        try
        {
            var result = await response.Task;
            await client.Time.DelayAsync(world.Between(0, 0.02));
            return world.Chance(site.Weather.FailsAfter) ? throw new BrokenConnectionException(mayHaveArrived: true) : result;
        }
        finally
        {
            _openRequests.Remove(Break);
        }
    }

    private static async Task AnswerAsync<T>(
        Func<IServiceProvider, Task<T>> request,
        IServiceProvider services,
        TaskCompletionSource<T> response
    )
    {
        try
        {
            response.TrySetResult(await request(services));
        }
        catch (Exception e) // A 500 or a 503 to the client.
        {
            response.TrySetException(e);
        }
    }

    private ServiceProvider Compose(SimulatedProcess process)
    {
        var network = new Network(world, process, site.Store, site.Weather);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(process.Time);
        services
            .AddSingleton<IAnswerer>(new SimulatedModel(world, process, site.Weather))
            .AddSingleton<IKnowledgeIndex>(new ScriptedKnowledge())
            .AddSingleton<IReplyFeed>(Feed!)
            .AddSingleton(new AiMarks(new byte[32]))
            .AddSingleton(site.Phone.For(process, site.Weather))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(site.Options));
        Understanding.AddTo(services);
        var queue = new RemoteTurnQueue(network, site.NewerFields, IsNewer);
        new RemoteStores(network, site.Phone, site.NewerFields).With(queue).AddTo(services);
        services
            .Configure<RateLimitOptions>(limits => limits.PerUser = 0)
            .Configure<AnsweringOptions>(answers => answers.AnswerTimeout = site.Options.TurnTimeout / 2)
            .AddConversations()
            .AddTurns()
            .AddChannels()
            .AddAdmission()
            .AddLanguages()
            .AddHandoff()
            .AddPrivacy()
            .AddCustomers()
            .AddKnowledge()
            .AddWebChannel();
        return services.BuildServiceProvider();
    }
}
