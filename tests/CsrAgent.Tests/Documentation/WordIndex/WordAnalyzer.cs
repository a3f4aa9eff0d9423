using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Documentation.WordIndex;

/// <summary>Words of four letters and more, by the first five; each ideograph by itself.</summary>
internal sealed class WordAnalyzer : ITermAnalyzer
{
    private const int MaxLetters = 5;
    private const char FirstIdeograph = '\u2E80';

    private static readonly HashSet<string> StopWords = ["from", "have", "long", "that", "this", "will", "with", "your"];

    public static readonly WordAnalyzer Instance = new();

    public void Analyze(string text, TakeTerm take)
    {
        var word = new List<char>();
        foreach (var letter in (text + " ").Select(char.ToLowerInvariant))
        {
            var isLetter = char.IsLetterOrDigit(letter);
            if (isLetter && letter < FirstIdeograph)
            {
                word.Add(letter);
                continue;
            }
            if (IsTerm(word) && !take(word.Take(MaxLetters).ToArray())) return;
            word.Clear();
            if (isLetter && !take(new[] { letter })) return;
        }
    }

    private static bool IsTerm(List<char> word) => word.Count > 3 && !StopWords.Contains(new string([.. word]));
}
