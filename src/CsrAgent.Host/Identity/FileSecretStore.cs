using CsrAgent.Privacy;

namespace CsrAgent.Host.Identity;

/// <summary>Secrets as files in <c>DATA_DIR</c>, readable by the owner only.</summary>
internal sealed class FileSecretStore(InstanceFolder folder) : ISecretStore
{
    public string PlaceOf(string name) => Path.Combine(folder.Path, name);

    public byte[] ReadOrKeep(string name, byte[] candidate)
    {
        var path = PlaceOf(name);
        if (!File.Exists(path)) OwnerOnlyFile.Write(path, candidate);
        return File.ReadAllBytes(path);
    }
}
