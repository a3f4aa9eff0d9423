using System.Globalization;

namespace CsrAgent.Sentiment;

internal enum LexiconRole
{
    Feeling,
    Skip,
    Not,
    Very,
    Slightly,
    But,
}

/// <summary>What a section of the lexicon means: <c>[anger -3]</c> a feeling and its weight, <c>[not]</c> a word that works on others.</summary>
internal readonly record struct LexiconEntry(LexiconRole Role, Emotion Emotion, double Weight)
{
    public static LexiconEntry Parse(string label) => label.Split(' ') switch
    {
        [var emotion, var weight] => new(LexiconRole.Feeling, Enum.Parse<Emotion>(emotion, ignoreCase: true), double.Parse(weight, CultureInfo.InvariantCulture)),
        _ => new(Enum.Parse<LexiconRole>(label, ignoreCase: true), Emotion.Neutral, 0),
    };
}
