using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CsrAgent.Adapters.MiniLm;
using Microsoft.Extensions.AI;

namespace CsrAgent.Tests.Adapters.MiniLm;

public sealed class MiniLmEmbeddingGeneratorTests
{
    private static readonly MiniLmEmbeddingGenerator Generator = new();

    /// <summary>The similarities that the page of the original model gives.</summary>
    [Theory]
    [InlineData("That is a happy person", "That is a happy dog", 0.695)]
    [InlineData("That is a happy person", "That is a very happy person", 0.943)]
    [InlineData("That is a happy person", "Today is a sunny day", 0.257)]
    public async Task Generate_KnownPairs_AreAsNearAsInTheOriginalModel(string one, string other, double expected) =>
        Assert.Equal(expected, await SimilarityAsync(one, other), 0.006);

    /// <summary>
    /// reference-vectors.tsv: texts and their vectors from the package's own model in 64-bit floats (then as 16-bit ones, in base64). Only
    /// int8 weights stand between; of a single short word they change a little more.
    /// </summary>
    [Fact]
    public async Task Generate_ReferenceTexts_AreAsFromTheOriginalWeights()
    {
        using var file = new StreamReader(GetType().Assembly.GetManifestResourceStream("reference-vectors.tsv")!);
        var lines = (await file.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        foreach (var line in lines)
        {
            var (text, vector) = (line.Split('\t')[0], line.Split('\t')[1]);
            var halves = MemoryMarshal.Cast<byte, Half>(Convert.FromBase64String(vector)).ToArray();
            float[] expected = [.. halves.Select(half => (float)half)];
            var actual = await EmbedAsync(text);
            var similarity = TensorPrimitives.CosineSimilarity<float>(expected, actual[0]);

            Assert.True(similarity >= (text.Contains(' ', StringComparison.Ordinal) ? 0.999 : 0.998), $"{text}: {similarity}");
        }
    }

    [Theory]
    [InlineData("my order never came", "The parcel is late or lost", "How to choose a strong password")]
    [InlineData("I can't sign in", "How to reset your password", "Shipping costs to Norway")]
    [InlineData("i want to give it back", "Return an item", "Opening hours on Sunday")]
    public async Task Generate_Neighbors_AreNearerThanStrangers(string text, string neighbor, string stranger) =>
        Assert.True(await SimilarityAsync(text, neighbor) > await SimilarityAsync(text, stranger) + 0.1);

    [Fact]
    public async Task Generate_SameText_SameVectorFromEveryThread()
    {
        string[] texts = ["Where is my order?", "refund", string.Join(' ', Enumerable.Repeat("a long message", 200)), ""];
        var alone = await EmbedAsync(texts);

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => EmbedAsync(texts)));

        Assert.All(together, vectors => Assert.Equal(alone, vectors));
        Assert.All(alone, vector => Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 5));
        Assert.All(alone, vector => Assert.Equal(384, vector.Length));
    }

    [Fact]
    public async Task Generate_CaseAndAccents_DoNotCount() =>
        Assert.Equal(1, await SimilarityAsync("Café, PLEASE", "cafe, please"), 5);

    [Fact]
    public void GetService_Metadata_NamesTheModel() =>
        Assert.Equal(
            "all-MiniLM-L6-v2-int8",
            Assert.IsType<EmbeddingGeneratorMetadata>(Generator.GetService(typeof(EmbeddingGeneratorMetadata), null)).DefaultModelId
        );

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(23_000_000)]
    public async Task Generate_DamagedFile_SaysWhatToDo(int at)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, MiniLmFile.Name), Token);
        bytes[at] ^= 1;
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes, Token);
        using var generator = new MiniLmEmbeddingGenerator(path);

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => generator.GenerateAsync(["text"], null, Token));

        Assert.Contains("EMBEDDINGS=off", error.Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task Generate_MissingFile_SaysWhatToDo()
    {
        using var generator = new MiniLmEmbeddingGenerator(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));

        var error = await Assert.ThrowsAsync<CsrAgentException>(() => generator.GenerateAsync(["text"], null, Token));

        Assert.Contains("EMBEDDINGS=off", error.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<double> SimilarityAsync(string one, string other)
    {
        var vectors = await EmbedAsync(one, other);
        return TensorPrimitives.Dot<float>(vectors[0], vectors[1]);
    }

    private static async Task<float[][]> EmbedAsync(params string[] texts) =>
        [.. (await Generator.GenerateAsync(texts, null, Token)).Select(embedding => embedding.Vector.ToArray())];
}
