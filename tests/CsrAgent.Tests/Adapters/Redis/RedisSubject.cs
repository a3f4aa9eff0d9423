using CsrAgent.Adapters.Redis;
using CsrAgent.Adapters.Redis.Connection;
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
using CsrAgent.Tests.Support.Redis;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace CsrAgent.Tests.Adapters.Redis;

/// <summary>The shared store in a database of its own.</summary>
internal sealed class RedisSubject : StoreSubject
{
    private readonly string _url;
    private readonly int _partitions;
    private TimeSpan? _timeout;
    private ServiceProvider _services = null!;

    private RedisSubject(string url, int partitions) => (_url, _partitions) = (url, partitions);

    public override ITurnQueue Queue => Get<ITurnQueue>();

    public override ICustomerWords Words => Get<ICustomerWords>();

    public override IConversationStore Store => Get<IConversationStore>();

    public override IOutbox Outbox => Get<IOutbox>();

    public override IHandoffRatingStore HandoffRatings => Get<IHandoffRatingStore>();

    public override IHandoffStore Handoffs => Get<IHandoffStore>();

    public override IDeadLetters DeadLetters => Get<IDeadLetters>();

    public override IFeedback Feedback => Get<IFeedback>();

    public override IChannelState ChannelState => Get<IChannelState>();

    public override IStatistics Statistics => Get<IStatistics>();

    public override IKnowledgeGaps Gaps => Get<IKnowledgeGaps>();

    public override IClosedSessions ClosedSessions => Get<IClosedSessions>();

    public override IErasureProgress Erasures => Get<IErasureProgress>();

    public override IMemoryProgress MemoryProgress => Get<IMemoryProgress>();

    public override IAuditLog AuditLog => Get<IAuditLog>();

    public static async Task<RedisSubject> CreateAsync(int partitions = 4) =>
        await CreateAsync(await SharedRedis.TakeDatabaseAsync(), partitions);

    /// <param name="url">Of Redis.</param>
    /// <param name="partitions">ROUTER_PARTITIONS.</param>
    /// <param name="timeout">REDIS_TIMEOUT; null: the default.</param>
    public static async Task<RedisSubject> CreateAsync(string url, int partitions = 4, TimeSpan? timeout = null)
    {
        var subject = new RedisSubject(url, partitions) { _timeout = timeout };
        subject._services = await subject.StartAsync();
        return subject;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <param name="url">Of Redis.</param>
    /// <param name="time">What scripts take for the time; null: that of Redis.</param>
    /// <param name="prefix">Of its keys.</param>
    /// <param name="timeout">REDIS_TIMEOUT.</param>
    public static async Task<RedisConnection> ConnectAsync(
        string url,
        TimeProvider? time = null,
        string prefix = "csr",
        TimeSpan? timeout = null
    )
    {
        var redis = new RedisConnection(
            Microsoft.Extensions.Options.Options.Create(
                new RedisOptions
                {
                    Url = url,
                    Partitions = 4,
                    Prefix = prefix,
                    Timeout = timeout ?? TimeSpan.FromSeconds(5),
                    TakesProcessTime = time is not null,
                }
            ),
            time ?? TimeProvider.System,
            NullLogger<RedisConnection>.Instance
        );
        await redis.ConnectAsync(TestContext.Current.CancellationToken);
        return redis;
    }

    /// <summary>Another process over the same data.</summary>
    public async Task<ServiceProvider> StartAsync()
    {
        var services = Services();
        // A server that refuses is asked again in the clock of the tests, which stands still: rather fail than wait for ever.
        await services
            .GetRequiredService<RedisConnection>()
            .ConnectAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        return services;
    }

    public override async ValueTask RestartAsync()
    {
        await _services.DisposeAsync();
        _services = await StartAsync();
    }

    public override Task EmptyMailboxAsync(ConversationId id)
    {
        var redis = Get<RedisConnection>();
        return redis.Database.KeyDeleteAsync(redis.Partitions.Of(id).Key($"m:{id}"));
    }

    public override Task MakeLetterOldAsync(DeadLetter letter)
    {
        var redis = Get<RedisConnection>();
        var letters = redis.Partitions.Of(letter.ConversationId).Key("letters");
        var json = """{"ConversationId":"s1","Reason":"failed","Texts":["help"],"At":"2026-03-02T12:00:00+00:00"}""";
        return redis.Database.HashSetAsync(letters, letter.Id, json);
    }

    public override async Task ForgeAuditLogAsync(IEnumerable<AuditEntry> entries, long? lastNumber = null)
    {
        var redis = Get<RedisConnection>();
        var log = redis.Key("{audit}:log");
        await redis.Database.KeyDeleteAsync(log);
        var last = await AuditLog.ReadLastNumberAsync(default);
        foreach (var entry in entries)
        {
            NameValueEntry[] fields =
            [
                new("at", entry.At.ToUnixTimeMilliseconds()),
                new("actor", entry.Actor),
                new("action", entry.Action),
                new("subject", entry.Subject),
                new("details", entry.Details ?? ""),
                new("call", "forged"),
            ];
            await redis.Database.StreamAddAsync(
                log,
                entry.Hash is { } hash ? [.. fields, new("hash", hash)] : fields,
                $"{entry.Number}-0"
            );
            last = Math.Max(last, entry.Number);
        }
        await redis.Database.StringSetAsync(redis.Key("{audit}:next"), lastNumber ?? last);
    }

    public override ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>
    /// The clock of the tests is not that of Redis: scripts are given it, whatever is handed out may be claimed, and its lease decides.
    /// </summary>
    public static void Set(RedisOptions options, string url, int partitions = 4)
    {
        (options.Url, options.Partitions) = (url, partitions);
        (options.TakesProcessTime, options.ReclaimAfter) = (true, TimeSpan.Zero);
    }

    private ServiceProvider Services() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(Chain)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options))
            .AddOptions<OutboxOptions>()
            .Services.AddOptions<KnowledgeOptions>()
            .Services.AddOptions<RetentionOptions>()
            .Services
            .Configure<RedisOptions>(o =>
            {
                Set(o, _url, _partitions);
                o.Timeout = _timeout ?? o.Timeout;
            })
            .AddRedis()
            .BuildServiceProvider();
}
