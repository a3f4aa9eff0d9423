using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Sharing;
using CsrAgent.Knowledge.Sync;
using CsrAgent.Settings;
using CsrAgent.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CsrAgent.Tests.Knowledge.Sync;

/// <summary>A sync with a folder of its own for what it remembers; makes as many processes over that folder as a test wants.</summary>
internal sealed class SyncUnderTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csr-sync-");

    public SyncUnderTest() => Confirmations = new ProcessShrinkConfirmations(Time);

    public FakeTimeProvider Time { get; init; } = new();

    public KnowledgeOptions Options { get; } = new();

    public IShrinkConfirmations Confirmations { get; }

    public string Folder => _folder.FullName;

    public KnowledgeSync Start(IKnowledgeIndex index, params IEnumerable<IKnowledgeSource> sources) =>
        Start(index, new BuilderLease(new ProcessLeases(), index, Time), sources);

    public KnowledgeSync Start(
        IKnowledgeIndex index,
        BuilderLease lease,
        IEnumerable<IKnowledgeSource> sources,
        ILogger<SourceSync>? logger = null
    )
    {
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        var data = Microsoft.Extensions.Options.Options.Create(new DataOptions { Folder = Folder });
        var sync = new SourceSync(
            index,
            new SourceMemories(data, NullLogger<SourceMemories>.Instance),
            new ShrinkGuard(Confirmations, options),
            Time,
            logger ?? NullLogger<SourceSync>.Instance
        );
        return new KnowledgeSync(sources, index, lease, sync, options, Time);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
