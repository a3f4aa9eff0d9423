using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// Reads the model's file, which the build makes (tools/CsrAgent.ModelConverter). Little-endian: a header, the vocabulary with its length
/// in bytes, then numbers without lengths, since the shape is fixed: word embeddings (a scale for each word, int8), position embeddings,
/// norm; for each layer query, key and value side by side, attention's output, norm, up, down, norm; at the end the SHA-256 of all
/// before it. A dense layer is a scale for each column, int8 weights in panels of 32 columns (<see cref="Kernels.PanelKernel"/>), and the
/// bias.
/// </summary>
internal sealed class MiniLmFile
{
    public const string Name = "minilm-l6-v2.int8";
    private const string Header = "csr-minilm-2";

    private readonly byte[] _bytes;
    private int _at;

    /// <summary>Throws <see cref="CsrAgentException"/> where the file is missing, damaged or another one.</summary>
    public MiniLmFile(string path)
    {
        _bytes = Read(path);
        var body = _bytes.AsSpan(0, Math.Max(0, _bytes.Length - SHA256.HashSizeInBytes));
        var isWhole = _bytes.AsSpan(body.Length).SequenceEqual(SHA256.HashData(body));
        if (!isWhole || body[0] != Header.Length || !body.Slice(1, Header.Length).SequenceEqual(Encoding.ASCII.GetBytes(Header)))
        {
            throw new CsrAgentException(
                $"'{path}' is not the sentence model of this version, or is damaged. Install the server again, or set EMBEDDINGS=off."
            );
        }
        _at = 1 + Header.Length;
    }

    public MemoryStream Vocabulary()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        return new MemoryStream(_bytes, Advance(length), length, writable: false);
    }

    public float[] Singles(int count) => MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float))).ToArray();

    /// <summary>Not a copy: most of the model is held once, in the file's own bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int count) => _bytes.AsMemory(Advance(count), count);

    public DenseLayer Dense(int inputs, int outputs)
    {
        var scales = Singles(outputs);
        return new DenseLayer(inputs, Bytes(inputs * outputs), scales, Singles(outputs));
    }

    public LayerNorm Norm(int width) => new(Singles(width), Singles(width));

    private ReadOnlySpan<byte> Take(int count) => _bytes.AsSpan(Advance(count), count);

    private int Advance(int count)
    {
        _at += count;
        return _at - count;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CsrAgentException(
                $"The sentence model '{path}' cannot be read ({e.Message}). Install the server again, or set EMBEDDINGS=off.",
                e
            );
        }
    }
}
