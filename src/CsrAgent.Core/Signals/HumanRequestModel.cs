using System.IO.Compression;
using System.Runtime.InteropServices;
using CsrAgent.Languages;
using CsrAgent.Languages.Features;

namespace CsrAgent.Signals;

/// <summary>
/// A linear model of how customers ask for a person: a small integer for each word, pair and triple of words and group of letters. Trained
/// by tools/CsrAgent.Trainer; see docs/models/human-requests.md. Immutable.
/// </summary>
internal sealed class HumanRequestModel(sbyte[] table, float scale, float bias)
{
    /// <summary>Raised with every change of the model's features, so that an old file is rejected rather than misread.</summary>
    private const byte Version = 1;

    private int Mask { get; } = table.Length - 1;

    private static ReadOnlySpan<byte> Magic => "CSRHMRQ"u8;

    public static float WordShare(int rows) => 2f / MathF.Sqrt(rows + 8);

    public static float LetterShare(int rows) => 2f / MathF.Sqrt(rows + 24);

    /// <summary>The log-odds that one of the sentences asks for a person: the highest of any sentence.</summary>
    public float Weigh(ReadOnlySpan<char> text)
    {
        var size = FeatureBufferSize.For(text.Length);
        Span<char> folded = stackalloc char[size.Letters];
        Span<FeatureToken> tokens = stackalloc FeatureToken[size.Tokens];
        Span<int> wordRows = stackalloc int[HumanRequestFeatures.WordRowsOf(size)];
        Span<int> letterRows = stackalloc int[size.LetterRows];
        var rest = new FeatureText(text, folded, tokens).Read();
        var max = float.NegativeInfinity;
        while (!rest.IsEmpty)
        {
            var sentence = Sentences.First(rest);
            var features = new HumanRequestFeatures(new FeatureRows(wordRows, Mask), new FeatureRows(letterRows, Mask));
            features.Read(sentence, folded);
            max = MathF.Max(max, Weigh(features.WordRows, features.LetterRows));
            rest = rest[sentence.Length..];
        }

        return max;
    }

    public static HumanRequestModel FromResource()
    {
        using var stream = Resource.Open("Signals.human-requests.model");
        return Read(stream);
    }

    /// <summary>"CSRHMRQ", a version, then Brotli-compressed the scale, the bias, the number of rows and the rows. Little-endian.</summary>
    public static HumanRequestModel Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        stream.ReadExactly(head);
        if (!head[..^1].SequenceEqual(Magic) || head[^1] != Version)
        {
            throw new InvalidDataException(
                $"The human request model is not of version {Version}: retrain it as described in docs/models/human-requests.md."
            );
        }
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var (scale, bias) = (reader.ReadSingle(), reader.ReadSingle());
        var table = new sbyte[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new HumanRequestModel(table, scale, bias);
    }

    public void Write(Stream stream)
    {
        stream.Write(Magic);
        stream.WriteByte(Version);
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(scale);
        writer.Write(bias);
        writer.Write(table.Length);
        writer.Write(MemoryMarshal.AsBytes(table.AsSpan()));
    }

    private float Weigh(ReadOnlySpan<int> words, ReadOnlySpan<int> letters) =>
        bias + (scale * ((Sum(words) * WordShare(words.Length)) + (Sum(letters) * LetterShare(letters.Length))));

    private int Sum(ReadOnlySpan<int> rows)
    {
        var sum = 0;
        foreach (var row in rows) sum += table[row];
        return sum;
    }
}
