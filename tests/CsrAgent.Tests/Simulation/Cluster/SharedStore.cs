using CsrAgent.Adapters.Sqlite;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;
using CsrAgent.Knowledge;
using CsrAgent.Privacy.Audit;
using CsrAgent.Tests.Simulation.Plants;
using CsrAgent.Tests.Simulation.Scheduling;
using CsrAgent.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Simulation.Cluster;

/// <summary>
/// The embedded store, shared by all processes as a server would be: a process of its own with its own clock, whose steps are atomic. Each
/// runs to its end while the world stands still, so its threads cannot disturb the order.
/// </summary>
internal sealed class SharedStore : IDisposable
{
    private static readonly string Memory = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly World _world;
    private readonly TurnOptions _options;
    private readonly Plant? _plant;
    private readonly string _folder = Path.Combine(Memory, "csr-simulation-" + Guid.NewGuid().ToString("N"));
    private SimulatedProcess _process;
    private ServiceProvider _services;
    private TaskCompletionSource _changed = new();

    public SharedStore(World world, TurnOptions options, Plant? plant)
    {
        _world = world;
        _options = options;
        _plant = plant;
        (_process, _services, Parts) = Open();
    }

    public StoreParts Parts { get; private set; }

    /// <summary>Completes when work may have become due.</summary>
    public Task Changed => _changed.Task;

    public SimulatedTime Time => _process.Time;

    private SqliteDatabase Database => _services.GetRequiredService<SqliteDatabase>();

    /// <summary>Wakes whoever waits for work.</summary>
    public void Notify()
    {
        var changed = _changed;
        _changed = new TaskCompletionSource();
        changed.SetResult();
    }

    /// <summary>The store dies and comes back: what was leased is due again.</summary>
    public void Restart()
    {
        Close();
        (_process, _services, Parts) = Open();
    }

    /// <summary>Runs a step to its end, on another thread and without the world's scheduler.</summary>
    public static T Step<T>(Func<Task<T>> call) => Task.Run(call).GetAwaiter().GetResult();

    /// <summary>Changes the data behind the seams' back, as a faulty store would.</summary>
    public T Tamper<T>(Func<SqliteSession, T> change) => Step(() => Database.WriteAsync(change, CancellationToken.None));

    /// <summary>True where the text stands anywhere in the data.</summary>
    public bool Holds(string text) =>
        Tamper(db =>
            db.Query(
                    "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'",
                    row => (Table: row.GetString(0), Column: row.GetString(1))
                )
                .Any(place =>
                    db.Number(
                        $"SELECT COUNT(*) FROM \"{place.Table}\" WHERE instr(CAST(\"{place.Column}\" AS TEXT), @text) > 0",
                        ("@text", text)
                    ) > 0
                )
        );

    public void Dispose()
    {
        Close();
        Directory.Delete(_folder, recursive: true);
    }

    private void Close()
    {
        _process.Kill();
        _services.Dispose();
    }

    private (SimulatedProcess, ServiceProvider, StoreParts) Open()
    {
        var process = new SimulatedProcess(_world, "store");
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new AuditChain(new byte[32]))
            .AddSingleton<TimeProvider>(_plant == Plant.WallClockLeases ? new WallClock(process.Time) : process.Time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(_options))
            .Configure<SqliteOptions>(o => o.DataDirectory = _folder)
            .AddOptions<OutboxOptions>()
            .Services.AddOptions<KnowledgeOptions>()
            .Services.AddSqlite()
            .BuildServiceProvider();
        var parts = StoreParts.From(services);
        return (process, services, _plant is { } plant ? Plantation.In(parts, plant, this) : parts);
    }
}
