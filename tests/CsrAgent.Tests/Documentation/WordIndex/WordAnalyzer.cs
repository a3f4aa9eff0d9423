using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Documentation.WordIndex;

/// <summary>Words by their first five letters, without the shortest; each ideograph by itself.</summary>
internal sealed class WordAnalyzer : ITermAnalyzer
{
    private const int MaxLetters = 5;
    private const char FirstIdeograph = '\u2E80';

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
            if (word.Count > 3 && !take(word.Take(MaxLetters).ToArray())) return;
            word.Clear();
            if (isLetter && !take(new[] { letter })) return;
        }
    }
}
