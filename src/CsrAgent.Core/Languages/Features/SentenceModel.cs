using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CsrAgent.Languages.Features;

/// <summary>
/// A linear model that tells one kind of sentence from all others: a small integer for each word, pair and triple of words and group of
/// letters. Trained by tools/CsrAgent.Trainer; the models' cards are in docs/models. Immutable.
/// </summary>
internal sealed class SentenceModel(sbyte[] table, float scale, float bias, bool forms)
{
    /// <summary>Raised with every change of the model's features, so that an old file is rejected rather than misread.</summary>
    private const byte Version = 2;

    private int Mask { get; } = table.Length - 1;

    private static ReadOnlySpan<byte> Magic => "CSRSENT"u8;

    public static float WordShare(int rows) => 2f / MathF.Sqrt(rows + 8);

    public static float LetterShare(int rows) => 2f / MathF.Sqrt(rows + 24);

    /// <summary>The log-odds that one of the sentences is of the kind: the highest of any sentence.</summary>
    public float Weigh(ReadOnlySpan<char> text)
    {
        var size = FeatureBufferSize.For(text.Length);
        Span<char> folded = stackalloc char[size.Letters];
        Span<FeatureToken> tokens = stackalloc FeatureToken[size.Tokens];
        Span<int> wordRows = stackalloc int[SentenceFeatures.WordRowsOf(size)];
        Span<int> letterRows = stackalloc int[size.LetterRows];
        var rest = new FeatureText(text, folded, tokens).Read();
        var max = float.NegativeInfinity;
        while (!rest.IsEmpty)
        {
            var sentence = Sentences.First(rest);
            var features = new SentenceFeatures(new FeatureRows(wordRows, Mask), new FeatureRows(letterRows, Mask), forms);
            features.Read(sentence, folded);
            max = MathF.Max(max, Weigh(features.WordRows, features.LetterRows));
            rest = rest[sentence.Length..];
        }

        return max;
    }

    /// <param name="name">The file's: "Signals.human-requests.model".</param>
    public static SentenceModel FromResource(string name)
    {
        using var stream = Resource.Open(name);
        return Read(stream);
    }

    /// <summary>
    /// "CSRSENT", a version, then Brotli-compressed the scale, the bias, whether forms count, the number of rows and the rows.
    /// Little-endian.
    /// </summary>
    public static SentenceModel Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        stream.ReadExactly(head);
        if (!head[..^1].SequenceEqual(Magic) || head[^1] != Version)
        {
            throw new InvalidDataException(
                $"This is no sentence model of version {Version}: retrain it as described in docs/models."
            );
        }
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var (scale, bias, forms) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());
        var table = new sbyte[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new SentenceModel(table, scale, bias, forms);
    }

    public void Write(Stream stream)
    {
        stream.Write(Magic);
        stream.WriteByte(Version);
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        writer.Write(scale);
        writer.Write(bias);
        writer.Write(forms);
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
