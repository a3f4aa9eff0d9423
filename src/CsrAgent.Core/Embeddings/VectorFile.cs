using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Embeddings;

/// <summary>
/// Vectors kept on disk by what they were made from, so that a start does not make them again. One file for each model; records of a hash
/// and a vector, written at the end. A half record that a crash left is cut off. Used by one thread at a time.
/// </summary>
internal sealed class VectorFile : IDisposable
{
    private const int HashSize = SHA256.HashSizeInBytes;

    private readonly Dictionary<UInt128, float[]> _vectors = [];
    private readonly FileStream _file;
    private readonly int _width;

    /// <param name="folder">Made where it is missing.</param>
    /// <param name="width">Numbers in a vector.</param>
    public VectorFile(string folder, string model, int width)
    {
        Directory.CreateDirectory(folder);
        _width = width;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}/{width}")).AsSpan(0, 8));
        _file = new FileStream(Path.Combine(folder, $"{name}.vectors"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Load();
    }

    public int Count => _vectors.Count;

    /// <summary>The vector of a text, or null.</summary>
    public float[]? Find(string text) => _vectors.GetValueOrDefault(KeyOf(HashOf(text)));

    public void Add(string text, float[] vector)
    {
        var hash = HashOf(text);
        if (!_vectors.TryAdd(KeyOf(hash), vector)) return;
        _file.Write(hash);
        _file.Write(MemoryMarshal.AsBytes<float>(vector));
    }

    public void Flush() => _file.Flush();

    public void Dispose() => _file.Dispose();

    private void Load()
    {
        var record = new byte[HashSize + (_width * sizeof(float))];
        var whole = _file.Length / record.Length;
        for (var i = 0L; i < whole; i++)
        {
            _file.ReadExactly(record);
            _vectors[KeyOf(record)] = MemoryMarshal.Cast<byte, float>(record.AsSpan(HashSize)).ToArray();
        }
        _file.SetLength(whole * record.Length);
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static UInt128 KeyOf(ReadOnlySpan<byte> hash) => MemoryMarshal.Read<UInt128>(hash);
}
