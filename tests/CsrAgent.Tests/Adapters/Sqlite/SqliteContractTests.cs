using CsrAgent.Conversations;
using CsrAgent.Handoff;
using CsrAgent.Memory;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Support;
using CsrAgent.Tests.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Adapters.Sqlite;

public sealed class SqliteTurnQueueTests : TurnQueueContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteDeadLettersTests : DeadLetterContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteCustomerWordsTests : CustomerWordsContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteChannelStateTests : ChannelStateContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteRetentionTests : RetentionContract
{
    /// <summary>One process owns the file.</summary>
    private protected override ILeases Leases { get; } = new ProcessLeases();

    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteErasureTests : ErasureContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteClosedSessionsTests
{
    private static readonly ConversationId Session = new("s1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Close_WhileTheMachinesClockWasAhead_TakesNewTokensAndNoOldOnes()
    {
        await using var subject = new SqliteSubject();
        var old = await subject.ClosedSessions.ReadTimeAsync(Session, Token);
        subject.Time.AdjustTime(Some.Noon.AddHours(2));
        await subject.RestartAsync();
        await subject.ClosedSessions.CloseAsync([Session], Token);
        subject.Time.AdjustTime(Some.Noon);
        await subject.RestartAsync();

        var issued = await subject.ClosedSessions.ReadTimeAsync(Session, Token);

        Assert.True(await subject.ClosedSessions.WasClosedSinceAsync(Session, old, Token));
        Assert.False(await subject.ClosedSessions.WasClosedSinceAsync(Session, issued, Token));
        await subject.AcceptAsync(Some.Message() with { SessionSince = issued });
    }
}

public sealed class SqliteAuditLogTests : AuditLogContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteMemoryProgressTests : MemoryProgressContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteMemoryStoreTests : MemoryStoreContract
{
    private readonly SqliteSubject _subject = new();

    protected override ValueTask<IMemoryStore> CreateAsync() => ValueTask.FromResult(_subject.Memories);

    protected override async ValueTask<IMemoryStore> RestartAsync()
    {
        await _subject.RestartAsync();
        return _subject.Memories;
    }

    protected override ValueTask ReleaseAsync() => _subject.DisposeAsync();
}

public sealed class SqliteOutboxTests : OutboxContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteHandoffStoreTests : HandoffStoreContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

/// <summary>One process owns the file.</summary>
public sealed class SqliteHandoffTests(ITestOutputHelper output) : HandoffContract(output)
{
    private protected override ValueTask<(TurnRig One, TurnRig Other)> CreateAsync()
    {
        var rig = new TurnRig();
        return ValueTask.FromResult((rig, rig));
    }

    [Fact]
    public async Task Waiting_WhileTheMachinesClockIsSet_IsNotLongerForIt()
    {
        var steady = new FakeTimeProvider(Some.Noon);
        var time = new SteppedTime(steady);
        await using var rig = new TurnRig(more: services => services.AddSingleton<TimeProvider>(time), time: steady);
        await rig.AskAsync(Some.Message("I want to talk to a human"));
        using var watch = rig.Make<HandoffWatch>();
        foreach (var hours in new[] { 2, -1, 0 })
        {
            time.Ahead = TimeSpan.FromHours(hours);
            Assert.Equal(0, await watch.LookAsync(TestContext.Current.CancellationToken));
        }

        time.Ahead = TimeSpan.FromHours(-1);
        steady.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(1, await watch.LookAsync(TestContext.Current.CancellationToken));
    }
}

public sealed class SqliteHandoffWithdrawalTests : HandoffWithdrawalContract
{
    private protected override ValueTask<TurnRig> CreateAsync() => ValueTask.FromResult(new TurnRig());
}
