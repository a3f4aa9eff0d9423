using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsrAgent.Languages.Features;

namespace CsrAgent.Sentiment;

/// <summary>
/// A linear model of moods: a row of eight small integers for each word, pair and triple of words and group of letters, and a row of eight
/// floats for each of the <see cref="MoodSigns"/>. Trained by tools/CsrAgent.Trainer; see docs/models/mood.md. Immutable.
/// </summary>
internal sealed class MoodModel(sbyte[] table, float[] scales, float[] signWeights, ValenceTable valence)
{
    /// <summary>Negative, neutral, positive; anger, frustration, disappointment; confusion; gratitude.</summary>
    public const int Outputs = 8;

    private const int WidenAfter = 256;

    public ReadOnlySpan<sbyte> Table => table;

    /// <summary>The scale of the table's numbers, by output.</summary>
    public ReadOnlySpan<float> Scales => scales;

    public ReadOnlySpan<float> SignWeights => signWeights;

    public ValenceTable Valence => valence;

    private int Mask { get; } = (table.Length / Outputs) - 1;

    /// <summary>The weight of each row of a text: the more rows, the less each counts.</summary>
    public static float WordShare(int rows) => 2f / MathF.Sqrt(rows + 6);

    public static float LetterShare(int rows) => 2f / MathF.Sqrt(rows + 24);

    /// <summary>The logits in the order of <see cref="Outputs"/>, and the text's emphasis (0 to 2).</summary>
    public (Vector256<float> Logits, float Emphasis) Weigh(ReadOnlySpan<char> text)
    {
        var size = FeatureBufferSize.For(text.Length);
        Span<char> folded = stackalloc char[size.Letters];
        Span<FeatureToken> tokens = stackalloc FeatureToken[size.Tokens];
        Span<int> wordRows = stackalloc int[MoodFeatures.WordRowsOf(size)];
        Span<int> letterRows = stackalloc int[size.LetterRows];
        Span<float> signs = stackalloc float[MoodSigns.Count];
        var features = new MoodFeatures(new FeatureRows(wordRows, Mask), new FeatureRows(letterRows, Mask), signs);
        features.Read(new FeatureText(text, folded, tokens).Read(), folded, valence);
        var sum =
            Sum(features.WordRows) * WordShare(features.WordRows.Length)
            + Sum(features.LetterRows) * LetterShare(features.LetterRows.Length);
        return ((sum * Vector256.Create(scales)) + Sum(features.Signs), MoodSigns.EmphasisOf(features.Signs));
    }

    private Vector256<float> Sum(ReadOnlySpan<int> rows)
    {
        var (low, high) = (Vector128<int>.Zero, Vector128<int>.Zero);
        var all = MemoryMarshal.Cast<sbyte, ulong>(table);
        while (!rows.IsEmpty)
        {
            var part = rows[..Math.Min(rows.Length, WidenAfter)];
            var sum = Vector128<short>.Zero;
            foreach (var row in part) sum += Vector128.WidenLower(Vector128.CreateScalar(all[row]).AsSByte());
            (low, high) = (low + Vector128.WidenLower(sum), high + Vector128.WidenUpper(sum));
            rows = rows[part.Length..];
        }

        return Vector256.ConvertToSingle(Vector256.Create(low, high));
    }

    private Vector256<float> Sum(ReadOnlySpan<float> signs)
    {
        var sum = Vector256<float>.Zero;
        var weights = MemoryMarshal.Cast<float, Vector256<float>>(signWeights);
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] != 0) sum += weights[i] * signs[i];
        }
        return sum;
    }
}
