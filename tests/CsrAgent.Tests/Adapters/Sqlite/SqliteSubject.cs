using CsrAgent.Adapters.Sqlite;
using CsrAgent.Adapters.Sqlite.Database;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Customers;
using CsrAgent.Handoff;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Gaps;
using CsrAgent.Memory;
using CsrAgent.Tests.Contracts;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Tests.Adapters.Sqlite;

/// <summary>The embedded store in a folder of its own.</summary>
internal sealed class SqliteSubject : StoreSubject
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csr-sqlite-").FullName;
    private ServiceProvider _services;

    public SqliteSubject() => _services = Start();

    public override ITurnQueue Queue => _services.GetRequiredService<ITurnQueue>();

    public override ICustomerWords Words => _services.GetRequiredService<ICustomerWords>();

    public override IConversationStore Store => _services.GetRequiredService<IConversationStore>();

    public override IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public override IHandoffStore Handoffs => _services.GetRequiredService<IHandoffStore>();

    public override IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public override IFeedback Feedback => _services.GetRequiredService<IFeedback>();

    public override IChannelState ChannelState => _services.GetRequiredService<IChannelState>();

    public override IStatistics Statistics => _services.GetRequiredService<IStatistics>();

    public override IKnowledgeGaps Gaps => _services.GetRequiredService<IKnowledgeGaps>();

    public override IClosedSessions ClosedSessions => _services.GetRequiredService<IClosedSessions>();

    public override IErasureProgress Erasures => _services.GetRequiredService<IErasureProgress>();

    public override IMemoryProgress MemoryProgress => _services.GetRequiredService<IMemoryProgress>();

    public string Folder => _folder;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IMemoryStore Memories => _services.GetRequiredService<IMemoryStore>();

    public override async ValueTask RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Start();
    }

    public override Task EmptyMailboxAsync(ConversationId id) =>
        _services
            .GetRequiredService<SqliteDatabase>()
            .WriteAsync(
                db =>
                    db.Execute(
                        "DELETE FROM mailbox WHERE conversation = (SELECT n FROM conversations WHERE id = @id)",
                        ("@id", id.Value)
                    ),
                TestContext.Current.CancellationToken
            );

    public override Task MakeLetterOldAsync(DeadLetter letter) =>
        _services
            .GetRequiredService<SqliteDatabase>()
            .WriteAsync(
                db => db.Execute("UPDATE dead_letters SET content = '{\"Texts\":[\"help\"]}' WHERE id = @id", ("@id", letter.Id)),
                TestContext.Current.CancellationToken
            );

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Start() =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options))
            .Configure<SqliteOptions>(o => o.DataDirectory = _folder)
            .AddOptions<OutboxOptions>()
            .Services.AddOptions<KnowledgeOptions>()
            .Services.AddSqlite()
            .BuildServiceProvider();
}
