using CsrAgent.Sentiment;

namespace CsrAgent.Trainer;

/// <summary>Messages written by hand: <c>-F text</c> for a frustrated one; the marks are told in "general.txt".</summary>
internal static class AuthoredExamples
{
    public const int Folds = 5;

    public static IEnumerable<Example> Read(string name, float weight)
    {
        var number = 0;
        foreach (var line in TrainerTexts.Lines(name)) yield return Of(line[..2], line[3..], weight, name, number++ % Folds);
    }

    public static Example Of(string marks, string text, float weight, string source, int fold) =>
        new(
            text,
            marks[0] switch
            {
                '-' => [1, 0, 0],
                '0' => [0, 1, 0],
                '+' => [0, 0, 1],
                _ => throw new FormatException($"'{marks} {text}' begins with no mark: write -, 0 or + and a letter."),
            },
            EmotionOf(marks[1]),
            weight,
            source,
            fold
        );

    private static Emotion EmotionOf(char mark) =>
        mark switch
        {
            'A' => Emotion.Anger,
            'F' => Emotion.Frustration,
            'D' => Emotion.Disappointment,
            'C' => Emotion.Confusion,
            'G' => Emotion.Gratitude,
            'J' => Emotion.Joy,
            _ => Emotion.Neutral,
        };
}
