namespace CsrAgent.Evals.Knowledge;

/// <summary>Makes slips of the keyboard: always the same in the same text.</summary>
internal static class Slips
{
    private const int MinLength = 5;
    private const int Every = 2;

    /// <summary>In every second longer word two letters are swapped, one is left out, or one is doubled.</summary>
    public static string In(string text)
    {
        var (words, longer) = (text.Split(' '), 0);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length >= MinLength && words[i].All(char.IsAsciiLetterLower) && longer++ % Every == 0)
            {
                words[i] = Slip(words[i], text.Length + i);
            }
        }
        return string.Join(' ', words);
    }

    private static string Slip(string word, int number)
    {
        var at = 1 + (number % (word.Length - 2));
        return (number % 3) switch
        {
            0 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            1 => word.Remove(at, 1),
            _ => word.Insert(at, word[at].ToString()),
        };
    }
}
