using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;

namespace CsrAgent.Privacy;

/// <summary>
/// What the words beside a number say that it is: a card, a telephone or social security number, or something else. Read once for a text,
/// when first asked.
/// </summary>
internal sealed class NumberWords(string text)
{
    private const int MaxBefore = 48;
    private const int MaxAfter = 24;
    private const string Card = "card";
    private const string Phone = "phone";
    private const string Ssn = "ssn";

    private static readonly TextPatterns Book = TextPatterns.FromResource("Privacy.number-words.txt");

    private List<(int Start, int End, string Label)>? _words;

    public bool SayCard(int start, int end) => Says(Card, start, end);

    /// <summary>A word for a card stands within, and before it none for something else.</summary>
    public bool SayCardWithin(int start, int end)
    {
        var words = Find();
        for (var at = FirstFrom(words, start); at < words.Count && words[at].Start < end; at++)
        {
            if (words[at].Label == Card) return !SayOther(start);
        }

        return false;
    }

    public bool SayPhone(int start, int end) => Says(Phone, start, end);

    public bool SaySsn(int start, int end) => Says(Ssn, start, end);

    /// <summary>A word right before the number says that it is none of these: an order, an amount, a date.</summary>
    public bool SayOther(int start) => Before(start) is { } label && label is not (Card or Phone);

    // What stands before counts; where nothing does, what comes right behind ("… is my card").
    private bool Says(string label, int start, int end) => (Before(start) ?? After(end)) == label;

    private string? Before(int start)
    {
        var words = Find();
        var at = FirstFrom(words, start);
        return at > 0 && IsNear(words[at - 1].End, start, MaxBefore) ? words[at - 1].Label : null;
    }

    private string? After(int end)
    {
        var words = Find();
        var at = FirstFrom(words, end);
        return at < words.Count && IsNear(end, words[at].Start, MaxAfter) ? words[at].Label : null;
    }

    // What is redacted already has had its words: they say nothing of the next number.
    private bool IsNear(int from, int to, int max) =>
        to - from <= max && (to <= from || !text.AsSpan(from, to - from).Contains(RedactionMask.Blank));

    private static int FirstFrom(List<(int Start, int End, string Label)> words, int place)
    {
        var (low, high) = (0, words.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (words[middle].Start < place) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private List<(int Start, int End, string Label)> Find()
    {
        if (_words is not null) return _words;
        var words = Words.Of(text);
        return _words = [.. Book.FindLongest(words).Select(hit => (words.StartOf(hit.Start), words.EndOf(hit.End - 1), hit.Label))];
    }
}
