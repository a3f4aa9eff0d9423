using CsrAgent.Memory;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Contracts;
using CsrAgent.Tests.Turns;

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
}

public sealed class SqliteHandoffWithdrawalTests : HandoffWithdrawalContract
{
    private protected override ValueTask<TurnRig> CreateAsync() => ValueTask.FromResult(new TurnRig());
}
