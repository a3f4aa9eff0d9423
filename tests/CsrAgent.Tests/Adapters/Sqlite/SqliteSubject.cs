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
using CsrAgent.Privacy;
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

    public override IHandoffRatingStore HandoffRatings => _services.GetRequiredService<IHandoffRatingStore>();

    public override IHandoffStore Handoffs => _services.GetRequiredService<IHandoffStore>();

    public override IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public override IFeedback Feedback => _services.GetRequiredService<IFeedback>();

    public override IChannelState ChannelState => _services.GetRequiredService<IChannelState>();

    public override IStatistics Statistics => _services.GetRequiredService<IStatistics>();

    public override IKnowledgeGaps Gaps => _services.GetRequiredService<IKnowledgeGaps>();

    public override IClosedSessions ClosedSessions => _services.GetRequiredService<IClosedSessions>();

    public override IErasureProgress Erasures => _services.GetRequiredService<IErasureProgress>();

    public override IMemoryProgress MemoryProgress => _services.GetRequiredService<IMemoryProgress>();

    public override IAuditLog AuditLog => _services.GetRequiredService<IAuditLog>();

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

    public override Task ForgeAuditLogAsync(IEnumerable<AuditEntry> entries, long? lastNumber = null) =>
        _services
            .GetRequiredService<SqliteDatabase>()
            .WriteAsync(
                db =>
                {
                    var rule = db.First("SELECT sql FROM sqlite_master WHERE name = 'audit_no_delete'", row => row.GetString(0))!;
                    db.ExecuteScript("DROP TRIGGER audit_no_delete; DELETE FROM audit;");
                    foreach (var entry in entries) Insert(db, entry);
                    db.ExecuteScript(rule);
                    if (lastNumber is { } last) db.Execute("UPDATE sqlite_sequence SET seq = @last WHERE name = 'audit'", ("@last", last));
                    return true;
                },
                TestContext.Current.CancellationToken
            );

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Insert(SqliteSession db, AuditEntry entry) =>
        db.Execute(
            "INSERT INTO audit (n, at, actor, action, subject, details, hash) VALUES (@n, @at, @actor, @action, @subject, @details, @hash)",
            ("@n", entry.Number),
            ("@at", entry.At.ToUnixTimeMilliseconds()),
            ("@actor", entry.Actor),
            ("@action", entry.Action),
            ("@subject", entry.Subject),
            ("@details", entry.Details),
            ("@hash", entry.Hash)
        );

    private ServiceProvider Start() =>
        new ServiceCollection()
            .AddSingleton(Chain)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options))
            .Configure<SqliteOptions>(o => o.DataDirectory = _folder)
            .AddOptions<OutboxOptions>()
            .Services.AddOptions<KnowledgeOptions>()
            .Services.AddSqlite()
            .BuildServiceProvider();
}
