using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>
/// Comments from Reddit with 28 emotions (GoEmotions, Apache-2.0): a file of text, emotion numbers and id per line, and one with the
/// emotions' names.
/// </summary>
internal static class GoEmotions
{
    /// <summary>What each emotion says of a mood, and which of ours it is.</summary>
    private static readonly Dictionary<string, (float Negative, float Neutral, float Positive, Emotion? Emotion)> Meanings = new(
        StringComparer.Ordinal
    )
    {
        ["admiration"] = (0, 0, 1, Emotion.Joy),
        ["amusement"] = (0, 0.25f, 0.75f, Emotion.Joy),
        ["anger"] = (1, 0, 0, Emotion.Anger),
        ["annoyance"] = (1, 0, 0, Emotion.Frustration),
        ["approval"] = (0, 0.4f, 0.6f, null),
        ["caring"] = (0, 0.2f, 0.8f, null),
        ["confusion"] = (0.15f, 0.85f, 0, Emotion.Confusion),
        ["curiosity"] = (0, 1, 0, Emotion.Neutral),
        ["desire"] = (0, 0.5f, 0.5f, null),
        ["disappointment"] = (1, 0, 0, Emotion.Disappointment),
        // Reddit's is often mere contradiction.
        ["disapproval"] = (0.75f, 0.25f, 0, Emotion.Frustration),
        ["disgust"] = (1, 0, 0, Emotion.Anger),
        ["embarrassment"] = (0.8f, 0.2f, 0, null),
        ["excitement"] = (0, 0.1f, 0.9f, Emotion.Joy),
        ["fear"] = (0.8f, 0.2f, 0, null),
        ["gratitude"] = (0, 0, 1, Emotion.Gratitude),
        ["grief"] = (1, 0, 0, Emotion.Disappointment),
        ["joy"] = (0, 0, 1, Emotion.Joy),
        ["love"] = (0, 0, 1, Emotion.Joy),
        ["nervousness"] = (0.8f, 0.2f, 0, null),
        ["optimism"] = (0, 0.25f, 0.75f, null),
        ["pride"] = (0, 0, 1, Emotion.Joy),
        ["realization"] = (0.1f, 0.8f, 0.1f, null),
        ["relief"] = (0, 0.2f, 0.8f, Emotion.Joy),
        ["remorse"] = (0.8f, 0.2f, 0, null),
        ["sadness"] = (1, 0, 0, Emotion.Disappointment),
        ["surprise"] = (0.1f, 0.7f, 0.2f, null),
        ["neutral"] = (0, 1, 0, Emotion.Neutral),
    };

    public static IEnumerable<Example> Read(string folder, string part, float weight)
    {
        var names = File.ReadAllLines(Path.Combine(folder, "labels.txt"));
        foreach (var line in File.ReadLines(Path.Combine(folder, part + ".tsv")))
        {
            var fields = line.Split('\t');
            if (fields is [var text, var numbers, ..])
            {
                yield return Mix(
                    text,
                    [.. numbers.Split(',').Select(number => Meanings[names[int.Parse(number, TrainerTexts.Culture)].Trim()])],
                    weight
                );
            }
        }
    }

    // Names and the like were masked as [NAME]; the brackets would be a sign of Reddit.
    private static Example Mix(string text, (float Negative, float Neutral, float Positive, Emotion? Emotion)[] meanings, float weight) =>
        new(
            text.Replace("[NAME]", "Alex", StringComparison.Ordinal).Replace("[RELIGION]", "religion", StringComparison.Ordinal),
            [meanings.Average(m => m.Negative), meanings.Average(m => m.Neutral), meanings.Average(m => m.Positive)],
            meanings.Length == 1 ? meanings[0].Emotion : null,
            weight,
            "GoEmotions",
            -1
        );
}
