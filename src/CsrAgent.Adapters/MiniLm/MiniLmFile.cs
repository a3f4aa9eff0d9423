using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.Adapters.MiniLm;

/// <summary>
/// Reads the model's file, which the build makes (tools/CsrAgent.ModelConverter). Little-endian: a header, the vocabulary with its length
/// in bytes, then numbers without lengths, since the shape is fixed: word embeddings (a scale for each word, int8), position embeddings,
/// norm; for each layer query, key and value side by side, attention's output, norm, up, down, norm; at the end the SHA-256 of all
/// before it. A dense layer is a scale for each column, int8 weights row by row, and the bias.
/// </summary>
internal sealed class MiniLmFile
{
    public const string Name = "minilm-l6-v2.int8";
    private const string Header = "csr-minilm-1";

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
        return new MemoryStream(Take(length).ToArray());
    }

    public float[] Singles(int count) => MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float))).ToArray();

    public sbyte[] Bytes(int count) => MemoryMarshal.Cast<byte, sbyte>(Take(count)).ToArray();

    public DenseLayer Dense(int inputs, int outputs)
    {
        var scales = Singles(outputs);
        var weights = MemoryMarshal.Cast<byte, sbyte>(Take(inputs * outputs));
        return new DenseLayer(inputs, weights, scales, Singles(outputs));
    }

    public LayerNorm Norm(int width) => new(Singles(width), Singles(width));

    private ReadOnlySpan<byte> Take(int count)
    {
        _at += count;
        return _bytes.AsSpan(_at - count, count);
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
