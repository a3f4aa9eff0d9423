using CsrAgent.Adapters.Sqlite;
using CsrAgent.Admission;
using CsrAgent.Answering;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Feed;
using CsrAgent.Conversations.Marks;
using CsrAgent.Customers;
using CsrAgent.Escalation;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Privacy;
using CsrAgent.Privacy.Audit;
using CsrAgent.Signals;
using CsrAgent.Tests.Answering;
using CsrAgent.Tests.Channels;
using CsrAgent.Tests.Faults;
using CsrAgent.Tests.Support;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Turns;

/// <summary>
/// The core as the host wires it, with a fake clock, a scripted answerer, a recorded feed and a channel that has to be called. Stores are
/// the embedded ones in a folder of their own; a test that is about a failing queue puts its own in.
/// </summary>
internal sealed class TurnRig : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    /// <param name="queue">Null: that of the store.</param>
    /// <param name="turns">What differs from the defaults.</param>
    /// <param name="feed">Null: one that keeps what is published.</param>
    /// <param name="more">Before the core's own registrations, which give way.</param>
    /// <param name="time">Null: a clock of its own, at noon.</param>
    public TurnRig(
        ITurnQueue? queue = null,
        Action<TurnOptions>? turns = null,
        IReplyFeed? feed = null,
        Action<IServiceCollection>? more = null,
        FakeTimeProvider? time = null
    )
    {
        Time = time ?? new(Some.Noon);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IAnswerer>(Answerer).AddSingleton<IKnowledgeIndex>(Knowledge).AddSingleton<IChannel>(Channel);
        services.AddSingleton(feed ?? Feed);
        services
            .AddSingleton(new Redactor(new byte[32]))
            .AddSingleton(new Pseudonyms(new byte[32]))
            .AddSingleton(new AiMarks(new byte[32]))
            .AddSingleton(new AuditChain(new byte[32]));
        if (queue is not null) services.AddSingleton(queue);
        more?.Invoke(services);
        services
            .AddConversations()
            .AddTurns()
            .AddChannels()
            .AddAdmission()
            .AddLanguages()
            .AddSignals()
            .AddEscalation()
            .AddHandoff()
            .AddPrivacy()
            .AddCustomers()
            .AddKnowledge()
            .AddWebChannel();
        services
            .Configure<TurnOptions>(options => turns?.Invoke(options))
            .Configure<SqliteOptions>(options => options.DataDirectory = _folder.Path);
        _services = services.AddSqlite().BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public ScriptedAnswerer Answerer { get; } = new();

    public ScriptedKnowledge Knowledge { get; } = new();

    public RecordedFeed Feed { get; } = new();

    public TestChannel Channel { get; } = new();

    public ITurnQueue Queue => Get<ITurnQueue>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A part that the container itself only knows as a hosted service.</summary>
    public T Make<T>(params object[] parts)
        where T : notnull => ActivatorUtilities.CreateInstance<T>(_services, parts);

    public Task RunAsync(TurnLease lease) => RunUntilStoppedAsync(lease, CancellationToken.None);

    public Task RunUntilStoppedAsync(TurnLease lease, CancellationToken stopping) => Get<TurnRunner>().RunAsync(lease, stopping);

    /// <summary>Accepts a message over the embedded store and leases its turn.</summary>
    public async Task<TurnLease> LeaseAsync(IncomingMessage message)
    {
        var token = TestContext.Current.CancellationToken;
        Assert.IsType<AcceptOutcome.Accepted>(await Queue.AcceptAsync(message, token));
        return Assert.Single(await Queue.TakeAsync(new TakeRequest(1, TimeSpan.Zero), token));
    }

    /// <summary>Accepts a message and has the agent answer it.</summary>
    public async Task AskAsync(IncomingMessage message) => await RunAsync(await LeaseAsync(message));

    public async Task<ConversationPage> ReadAsync(string session = "s1") =>
        (await Get<IConversationStore>().ReadAsync(new(session), 0, 500, TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
