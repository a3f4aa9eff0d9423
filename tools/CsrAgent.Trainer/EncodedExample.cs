using CsrAgent.Languages.Features;
using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>An example as the model sees it: rows of the table with how much each counts, and the signs that are not zero.</summary>
internal sealed class EncodedExample
{
    private EncodedExample(Example example, int[] words, int[] letters, (int Sign, float Value)[] signs) =>
        (Example, Words, Letters, Signs) = (example, words, letters, signs);

    public Example Example { get; }

    public int[] Words { get; }

    public int[] Letters { get; }

    public (int Sign, float Value)[] Signs { get; }

    public static EncodedExample Of(Example example, ValenceTable valence, int mask)
    {
        var size = FeatureBufferSize.For(example.Text.Length);
        var folded = new char[size.Letters];
        var signs = new float[MoodSigns.Count];
        var features = new MoodFeatures(
            new FeatureRows(new int[MoodFeatures.WordRowsOf(size)], mask),
            new FeatureRows(new int[size.LetterRows], mask),
            signs
        );
        features.Read(new FeatureText(example.Text, folded, new FeatureToken[size.Tokens]).Read(), folded, valence);
        return new(example, features.WordRows.ToArray(), features.LetterRows.ToArray(), [.. signs.Index().Where(sign => sign.Item != 0)]);
    }
}
