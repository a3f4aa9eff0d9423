using System.IO.Compression;
using System.Runtime.InteropServices;
using CsrAgent.Languages;

namespace CsrAgent.Sentiment;

/// <summary>
/// The file format of a <see cref="MoodModel"/>: "CSRMOOD", a version, then Brotli-compressed the sizes, the scales, the weights of the
/// signs, the word groups and the table. Little-endian.
/// </summary>
internal static class MoodModelFile
{
    /// <summary>Raised with every change of the model's features, so that an old file is rejected rather than misread.</summary>
    public const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "CSRMOOD"u8;

    /// <summary>The model embedded in the assembly.</summary>
    public static MoodModel FromResource()
    {
        using var stream = Resource.Open("Sentiment.mood.model");
        return Read(stream);
    }

    public static MoodModel Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        stream.ReadExactly(head);
        if (!head[..^1].SequenceEqual(Magic) || head[^1] != Version)
        {
            throw new InvalidDataException($"The mood model is not of version {Version}: retrain it as described in docs/models/mood.md.");
        }
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var (rows, signs, words) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (signs != MoodSigns.Count)
        {
            throw new InvalidDataException(
                $"The mood model has {signs} signs instead of {MoodSigns.Count}: retrain it as described in docs/models/mood.md."
            );
        }
        var scales = ReadFloats(reader, MoodModel.Outputs);
        var weights = ReadFloats(reader, signs * MoodModel.Outputs);
        var valence = new KeyValuePair<ulong, ValenceGroups>[words];
        for (var i = 0; i < words; i++) valence[i] = new(reader.ReadUInt64(), (ValenceGroups)reader.ReadInt32());
        var table = new sbyte[rows * MoodModel.Outputs];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new MoodModel(table, scales, weights, new ValenceTable(valence));
    }

    public static void Write(MoodModel model, Stream stream)
    {
        stream.Write(Magic);
        stream.WriteByte(Version);
        using var writer = new BinaryWriter(new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true));
        var valence = model.Valence.Entries.OrderBy(entry => entry.Key).ToList();
        writer.Write(model.Table.Length / MoodModel.Outputs);
        writer.Write(MoodSigns.Count);
        writer.Write(valence.Count);
        foreach (var scale in model.Scales) writer.Write(scale);
        foreach (var weight in model.SignWeights) writer.Write(weight);
        foreach (var (hash, groups) in valence)
        {
            writer.Write(hash);
            writer.Write((int)groups);
        }

        writer.Write(MemoryMarshal.AsBytes(model.Table));
    }

    private static float[] ReadFloats(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = reader.ReadSingle();
        return values;
    }
}
