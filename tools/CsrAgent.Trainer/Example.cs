using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>A text with how it sounds.</summary>
/// <param name="Moods">Shares of negative, neutral, positive: readers do not always agree. Their sum is 1.</param>
/// <param name="Emotion">The strongest, or null where it is not known.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Source">The file that it is from.</param>
/// <param name="Fold">The fifth that it belongs to when the training is tried out; -1 for what is never left out.</param>
internal sealed record Example(string Text, float[] Moods, Emotion? Emotion, float Weight, string Source, int Fold)
{
    public int Label => Array.IndexOf(Moods, Moods.Max());
}
