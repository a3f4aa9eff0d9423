using CsrAgent.Channels;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Adapters.Sqlite;

namespace CsrAgent.Tests.Adapters.Zendesk;

/// <summary>One process, which keeps its pair over restarts.</summary>
public sealed class SqliteRefreshedTokensTests : RefreshedTokensContract
{
    private readonly SqliteSubject _store = new();

    protected override Task StartStoreAsync() => Task.CompletedTask;

    protected override Task StopStoreAsync() => _store.DisposeAsync().AsTask();

    protected override (IChannelState State, ILeases Leases) Share() => (_store.ChannelState, new ProcessLeases());
}
