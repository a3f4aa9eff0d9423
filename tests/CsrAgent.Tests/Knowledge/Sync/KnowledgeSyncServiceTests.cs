using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Telemetry;
using CsrAgent.Tests.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Sync;

public sealed class KnowledgeSyncServiceTests : IDisposable
{
    private readonly ListedKnowledgeIndex _index = new();
    private readonly ListedSource _folder = new ListedSource("folder").Holding("a");
    private readonly FakeTimeProvider _time = new();
    private readonly SyncUnderTest _subject;
    private readonly KnowledgeOptions _options = new();
    private readonly BuilderLease _lease;
    private readonly KnowledgeSync _sync;
    private readonly KnowledgeSyncService _service;

    public KnowledgeSyncServiceTests()
    {
        _lease = new BuilderLease(new ProcessLeases(), _index, _time);
        _subject = new SyncUnderTest(_time);
        _sync = _subject.Start(_index, _lease, [_folder]);
        _service = new KnowledgeSyncService(
            _sync,
            _lease,
            new LoopHealth(_time),
            Options.Create(_options),
            _time,
            NullLogger<KnowledgeSyncService>.Instance
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _sync.Dispose();
        _subject.Dispose();
    }

    [Fact]
    public async Task Start_Articles_AreIndexedWhenItReturns()
    {
        await _service.StartAsync(Cancellation);
        Assert.Equal(["a"], _index.Ids);
        await _service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Start_SourceFails_IsReadAgainAfterTheRetryDelay()
    {
        _folder.Fault = new CsrAgentException("gone");
        await _service.StartAsync(Cancellation);
        _folder.Fault = null;
        await Until.TrueAsync(() => _index.Ids.Any(), _time, _options.RetryDelay, "the article is indexed");
        Assert.Equal(["a"], _index.Ids);
        await _service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Start_IndexFails_DoesNotStopTheServer()
    {
        _index.Fault = new InvalidOperationException("down");
        await _service.StartAsync(Cancellation);
        _index.Fault = null;
        await Until.TrueAsync(() => _index.Ids.Any(), _time, _options.RetryDelay, "the article is indexed");
        Assert.Equal(["a"], _index.Ids);
        await _service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Run_AfterTheInterval_SeesWhatIsNew()
    {
        await _service.StartAsync(Cancellation);
        _folder.Holding("a", "b");
        await Until.TrueAsync(() => _index.Ids.Count() == 2, _time, _options.SyncInterval, "the new article is indexed");
        Assert.Equal(["a", "b"], _index.Ids);
        await _service.StopAsync(Cancellation);
    }
}
