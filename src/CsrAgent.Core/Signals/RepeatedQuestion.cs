using CsrAgent.Languages;

namespace CsrAgent.Signals;

/// <summary>
/// Detects whether two messages ask the same question: by their meaningful words in any order. Different numbers make a different question.
/// </summary>
public static class RepeatedQuestion
{
    private const double Alike = 0.6;
    private const int MinWords = 2;

    private static readonly HashSet<string> Small = new(
        (
            "a an the i you we me my your it its is are was be do does did can could would will have has had to of in on at for from with "
                + "and or but "
            + "so please just again still also hi hello hey what how when where why there this that ich sie mein meine der die das ist "
            + "und bitte el la los "
            + "que mi es por favor le les mon ma est je vous o meu minha eu il lo mio de het mijn ik"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static bool IsRepeat(string earlier, string now)
    {
        var (one, two) = (Read(earlier), Read(now));
        if (one.Words.Count + one.Numbers.Count < MinWords || two.Words.Count + two.Numbers.Count < MinWords) return false;
        if (one.Numbers.Count > 0 && two.Numbers.Count > 0 && !one.Numbers.Overlaps(two.Numbers)) return false;
        var shared = one.Words.Count(two.Words.Contains);
        return shared > 0 && 2.0 * shared / (one.Words.Count + two.Words.Count) >= Alike;
    }

    private static (HashSet<string> Words, HashSet<string> Numbers) Read(string text)
    {
        var words = Words.Of(text);
        var (plain, numbers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < words.Count; i++)
        {
            if (words.KindOf(i) != TokenKind.Word) continue;
            var word = words[i];
            if (word.ContainsAnyInRange('0', '9')) numbers.Add(word.ToString());
            else if (!Small.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) plain.Add(Stem(word).ToString());
        }

        return (plain, numbers);
    }

    // Treats "refunds", "refunded" and "refund" as one word; no more grammar than that.
    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed", "es", "s"])
        {
            if (word.Length >= ending.Length + 4 && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        }
        return word;
    }
}
