using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Adapters.Sqlite;

public sealed class SqliteTurnQueueTests : TurnQueueContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteConversationStoreTests : ConversationStoreContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteOutboxTests : OutboxContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}

public sealed class SqliteEscalationDeskTests : EscalationDeskContract
{
    protected override ValueTask<StoreSubject> CreateAsync() => ValueTask.FromResult<StoreSubject>(new SqliteSubject());
}
