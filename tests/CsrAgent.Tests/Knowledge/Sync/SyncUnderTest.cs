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

    public SyncUnderTest(FakeTimeProvider? time = null)
    {
        Time = time ?? new();
        Confirmations = new ProcessShrinkConfirmations(Time);
    }

    public FakeTimeProvider Time { get; }

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
        var sync = new SourceSync(
            index,
            Memories ?? NewMemories(),
            new ShrinkGuard(Confirmations, options),
            Time,
            logger ?? NullLogger<SourceSync>.Instance
        );
        return new KnowledgeSync(sources, index, lease, sync, options, Time);
    }

    /// <summary>Of a process that goes on; by default each sync is one of its own.</summary>
    public SourceMemories? Memories { get; set; }

    public SourceMemories NewMemories() =>
        new(
            Microsoft.Extensions.Options.Options.Create(new DataOptions { Folder = Folder }),
            Microsoft.Extensions.Options.Options.Create(Options),
            NullLogger<SourceMemories>.Instance
        );

    public void Dispose() => _folder.Delete(recursive: true);
}
