using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Embeddings;

/// <summary>
/// The vectors of the texts that were asked for last, by hash: many customers ask the same in the same words. Holds no text. Safe to call
/// from many threads.
/// </summary>
/// <param name="capacity">The most vectors that are kept; at least the newest half of them.</param>
internal sealed class VectorCache(int capacity)
{
    private ConcurrentDictionary<UInt128, float[]> _newer = new();
    private ConcurrentDictionary<UInt128, float[]> _older = new();

    public float[]? Find(string text)
    {
        var key = KeyOf(text);
        if (_newer.TryGetValue(key, out var vector)) return vector;
        if (!_older.TryGetValue(key, out vector)) return null;
        Add(key, vector);
        return vector;
    }

    public void Add(string text, float[] vector) => Add(KeyOf(text), vector);

    private void Add(UInt128 key, float[] vector)
    {
        if (_newer.Count >= capacity / 2) (_older, _newer) = (_newer, new());
        _newer[key] = vector;
    }

    private static UInt128 KeyOf(string text) => MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
