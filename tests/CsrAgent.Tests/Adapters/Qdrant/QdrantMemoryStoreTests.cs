using CsrAgent.Memory;
using CsrAgent.Tests.Contracts;

namespace CsrAgent.Tests.Adapters.Qdrant;

/// <summary>Over a fake, or with VERIFY_QDRANT_URL over a real one (<c>deploy/verify-stores</c>).</summary>
public sealed class QdrantMemoryStoreTests : MemoryStoreContract
{
    private QdrantRig _rig = null!;

    protected override async ValueTask<IMemoryStore> CreateAsync()
    {
        _rig = await QdrantRig.StartAsync(mayBeReal: true);
        return _rig.Open();
    }

    protected override ValueTask<IMemoryStore> RestartAsync() => ValueTask.FromResult(_rig.Open());

    protected override ValueTask ReleaseAsync() => _rig.DisposeAsync();
}
