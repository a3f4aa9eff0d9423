using System.Diagnostics;
using CsrAgent.Adapters.Sqlite;
using CsrAgent.Channels;
using CsrAgent.Conversations;
using CsrAgent.Conversations.Reporting;
using CsrAgent.Knowledge;
using CsrAgent.Sentiment;
using CsrAgent.Turns;
using CsrAgent.Turns.Mailbox;
using Microsoft.Extensions.DependencyInjection;

namespace CsrAgent.Bench.Stores;

/// <summary>A filled store, and the time that what the server does with it takes.</summary>
internal sealed class MeasuredStore : IAsyncDisposable
{
    private const int Times = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("csr-bench-store-").FullName;
    private readonly long _conversations;
    private readonly Random _random = new(7);
    private ServiceProvider _services = null!;

    private MeasuredStore(long conversations) => _conversations = conversations;

    public long Bytes { get; private set; }

    private IConversationStore Store => _services.GetRequiredService<IConversationStore>();

    public static async Task<MeasuredStore> FillAsync(long conversations)
    {
        var store = new MeasuredStore(conversations);
        var file = Path.Combine(store._folder, "csr-agent.db");
        await using (var services = store.Start())
            await services.GetRequiredService<IConversationStore>().ListAsync(new() { Limit = 1 }, CancellationToken.None);
        StoreFill.Run(file, conversations, TimeProvider.System.GetUtcNow());
        store.Bytes = new FileInfo(file).Length;
        store._services = store.Start();
        return store;
    }

    /// <summary>Median and longest time of each operation, in milliseconds.</summary>
    public async Task<IReadOnlyList<StoreFigure>> MeasureAsync(CancellationToken cancellationToken) =>
        [
            await MeasureAsync("a message and its answer", () => AnswerAsync(cancellationToken)),
            await MeasureAsync("read a history", () => Store.ReadAsync(Any(), 0, 100, cancellationToken)),
            await MeasureAsync("list 100 conversations", () => Store.ListAsync(new(), cancellationToken)),
            await MeasureAsync(
                "list those of a status",
                () => Store.ListAsync(new() { Status = ConversationStatus.Ended }, cancellationToken)
            ),
            await MeasureAsync("the conversations of a customer", () => ListAsync(AnyUser(), cancellationToken)),
            await MeasureAsync("the gauges", () => GaugesAsync(cancellationToken)),
            await MeasureAsync("erase a customer", () => EraseAsync(AnyUser(), cancellationToken)),
            await MeasureAsync("retention: find 500 and erase 20", () => RetainAsync(cancellationToken)),
            await MeasureAsync("a message while others are erased", () => BesideAsync(AnswerAsync, cancellationToken)),
        ];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Start() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddConversations()
            .AddTurns()
            .AddChannels()
            .AddKnowledge()
            .AddSqlite()
            .Configure<SqliteOptions>(options => options.DataDirectory = _folder)
            .BuildServiceProvider();

    private static async Task<StoreFigure> MeasureAsync(string name, Func<Task> operation)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await operation();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return new(name, times[Times / 2], times[^1]);
    }

    private ConversationId Any() => new("s" + _random.NextInt64(1, _conversations + 1));

    private string AnyUser() => "user" + _random.NextInt64(1, (_conversations / 2) + 1);

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var queue = _services.GetRequiredService<ITurnQueue>();
        // A recent one, which retention leaves alone.
        var number = _random.NextInt64(1, (_conversations / 20) + 1) * 20;
        var message = new IncomingMessage
        {
            ConversationId = new($"s{number}"),
            UserId = $"user{number / 2}",
            Channel = "web",
            Text = "Where is my order?",
        };
        var outcome = await queue.AcceptAsync(message, cancellationToken);
        if (outcome is not AcceptOutcome.Accepted) throw new InvalidOperationException($"The message was not accepted: {outcome}.");
        var lease = (await queue.TakeAsync(new(1, TimeSpan.Zero), cancellationToken)).Single();
        var committed = await queue.CommitAsync(lease, Commit(lease), cancellationToken);
        if (committed is not CommitOutcome.Committed) throw new InvalidOperationException($"The turn was not committed: {committed}.");
    }

    private static TurnCommit Commit(TurnLease lease) =>
        new()
        {
            Reply = new()
            {
                ConversationId = lease.ConversationId,
                TurnId = lease.TurnId,
                Text = "You can follow a parcel under My orders.",
                Mood = Mood.Neutral,
                Language = "en",
                Status = ConversationStatus.Bot,
                At = TimeProvider.System.GetUtcNow(),
            },
            UpToPosition = lease.Messages[^1].Position,
            Moods = lease.Messages.ToDictionary(message => message.Id, _ => SentimentLabel.Neutral),
            State = lease.Conversation.State,
        };

    private Task<IReadOnlyList<Conversation>> ListAsync(string user, CancellationToken cancellationToken) =>
        Store.ListAsync(new() { UserId = user, Limit = int.MaxValue }, cancellationToken);

    private Task GaugesAsync(CancellationToken cancellationToken) =>
        _services.GetRequiredService<IStatistics>().ReadLiveAsync(TimeProvider.System.GetUtcNow().AddHours(-1), cancellationToken);

    private async Task EraseAsync(string user, CancellationToken cancellationToken) =>
        await Store.EraseAsync([.. (await ListAsync(user, cancellationToken)).Select(c => c.Id)], null, cancellationToken);

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow().AddDays(-90);
        var old = new ConversationFilter
        {
            Status = ConversationStatus.Ended,
            IdleSince = since,
            Limit = 500,
        };
        var found = await Store.ListAsync(old, cancellationToken);
        await Store.EraseAsync([.. found.Take(RetentionOptions.MaxErasedAtOnce).Select(c => c.Id)], null, cancellationToken);
    }

    private async Task BesideAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        var erasing = Task.Run(() => RetainAsync(cancellationToken), cancellationToken);
        await operation(cancellationToken);
        await erasing;
    }
}
