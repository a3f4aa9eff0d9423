using System.Buffers;
using CsrAgent.Languages;
using CsrAgent.Languages.Patterns;
using CsrAgent.Privacy.Cards;

namespace CsrAgent.Privacy;

/// <summary>Reads the value that a phrase such as "my password is" announces. For one text.</summary>
internal sealed class ContextReader
{
    private const int MaxFillers = 5;
    private const int MaxQuoteLength = 100;
    private const int MaxTrimmed = 16;
    private const int DigitWithin = 256;
    private static readonly SearchValues<char> Signs = SearchValues.Create(":=>：");
    private static readonly SearchValues<char> ClosingQuotes = SearchValues.Create([
        '"',
        '\'',
        '”',
        '“',
        '»',
        '’',
        '`',
        '\n',
        RedactionMask.Blank,
    ]);

    private readonly Words _words;
    private readonly string _text;
    private readonly Dictionary<int, int> _links = [];
    private readonly Dictionary<int, int> _fillers = [];
    private readonly Dictionary<int, int> _states = [];
    private (int From, int To) _unbroken;

    public ContextReader(Words words, List<PatternMatch> hits)
    {
        (_words, _text) = (words, words.Text);
        foreach (var hit in hits)
        {
            var ends = hit.Label switch
            {
                "is" => _links,
                "for" => _fillers,
                "state" => _states,
                _ => null,
            };
            if (ends is not null) ends[hit.Start] = Math.Max(ends.GetValueOrDefault(hit.Start), hit.End);
        }
    }

    public (int Start, int End)? Password(PatternMatch hit)
    {
        var (at, linked) = SkipToValue(hit);
        if (ReadValue(at, 0) is not { } value || IsState(value)) return null;
        return linked || LooksMadeUp(value) ? value : null;
    }

    public (int Start, int End)? Key(PatternMatch hit)
    {
        var (at, linked) = SkipToValue(hit);
        return linked && ReadValue(at, 0) is { } value && value.End - value.Start >= 8 && LooksMadeUp(value) ? value : null;
    }

    /// <summary>"cvv 123", "security code is 1234", and also "123 is my cvv".</summary>
    public (int Start, int End)? Code(PatternMatch hit)
    {
        var (at, _) = SkipToValue(hit);
        return ReadNumber(at, 3, 4) is { } number && !IsLongCode(number) ? number : CodeBefore(hit);
    }

    // "My gift card code is 1234 5678 9012 3456": no card's own code is that long. Behind four groups, it is a code and a card.
    private bool IsLongCode((int Start, int End) first)
    {
        var groups = 0;
        for (var at = first.End; IsGroupOfFour(at); at += 5) groups++;
        return first.End - first.Start == 4 && groups is 2 or 3;
    }

    private bool IsGroupOfFour(int at) =>
        at + 4 < _text.Length
        && _text[at] is ' ' or '-'
        && _text.AsSpan(at + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0
        && (at + 5 == _text.Length || !char.IsDigit(_text[at + 5]));

    public (int Start, int End)? Ssn(PatternMatch hit)
    {
        var (at, _) = SkipToValue(hit);
        while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] is '#' or '(')) at++;
        if (at == _text.Length || (Digits.Read(_text, at, out _) < 0 && !DigitWords.IsAt(_text, at))) return null;
        var run = new DigitRun();
        run.Read(_text, at, hasWords: true);
        if (run.Count < 9 || !run.IsBoundary(9) || run.Groups.Any(first => first < 9 && IsFar(run, first))) return null;
        var number = run.Number(0, 9);
        return SsnScanner.IsIssued(number / 1_000_000, number / 10_000 % 100, number % 10_000) ? (at, run.EndOf(_text, 8)) : null;
    }

    private static bool IsFar(DigitRun run, int digit) => run.GapBefore(run.GroupOf(digit)).Kind > GapKind.Marks;

    private (int At, bool Linked) SkipToValue(PatternMatch hit)
    {
        var word = hit.End;
        for (
            var fillers = 0;
            fillers < MaxFillers && !IsLinkedBySign(word) && !_links.ContainsKey(word) && _fillers.TryGetValue(word, out var next);
            fillers++
        )
        {
            word = next;
        }
        if (IsLinkedBySign(word)) return (_text.AsSpan(_words.EndOf(word - 1)).IndexOfAny(Signs) + _words.EndOf(word - 1) + 1, true);
        if (_links.TryGetValue(word, out var after))
        {
            return (_words.EndOf(after - 1) is var end && end < _text.Length && _text[end] is ':' or '：' ? end + 1 : end, true);
        }
        return (_words.EndOf(hit.End - 1), false);
    }

    // Only the sign, blanks and dashes are between this word and the previous one.
    private bool IsLinkedBySign(int word)
    {
        for (var at = _words.EndOf(word - 1); at < _text.Length; at++)
        {
            if (_text[at] is ':' or '=' or '>' or '：') return true;
            if (_text[at] is not (' ' or '\t' or '-' or '"' or '\'')) return false;
        }

        return false;
    }

    private (int Start, int End)? ReadValue(int at, int depth)
    {
        while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] is ':' or '=')) at++;
        if (at < _text.Length && "\"'“„«‚‘`".Contains(_text[at], StringComparison.Ordinal) && depth == 0)
        {
            return ReadQuoted(at + 1) ?? ReadValue(at + 1, 1);
        }
        var end = EndOfUnbroken(at);
        for (
            var trimmed = 0;
            trimmed < MaxTrimmed && end > at && ".,;:!?)\"'”“»`。、".Contains(_text[end - 1], StringComparison.Ordinal);
            trimmed++
        )
        {
            end--;
        }
        return end > at ? (at, end) : null;
    }

    // Remembered, so that a long run without blanks is scanned once, however many announcements it contains.
    private int EndOfUnbroken(int at)
    {
        if (at >= _unbroken.From && at < _unbroken.To) return _unbroken.To;
        var end = at;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] != RedactionMask.Blank) end++;
        _unbroken = (at, end);
        return end;
    }

    private (int Start, int End)? ReadQuoted(int start)
    {
        var rest = _text.AsSpan(start, Math.Min(MaxQuoteLength, _text.Length - start));
        var end = rest.IndexOfAny(ClosingQuotes);
        return end > 0 && rest[end] is not ('\n' or RedactionMask.Blank) ? (start, start + end) : null;
    }

    private (int Start, int End)? ReadNumber(int at, int min, int max)
    {
        while (at < _text.Length && (char.IsWhiteSpace(_text[at]) || _text[at] is ':' or '#' or '=' or '(')) at++;
        var (start, count) = (at, 0);
        for (; at < _text.Length && Digits.Read(_text, at, out var length) >= 0; at += length) count++;
        return count >= min && count <= max && !Digits.IsGlued(_text, at) ? (start, at) : null;
    }

    private (int Start, int End)? CodeBefore(PatternMatch hit)
    {
        var word = hit.Start - 1;
        while (word > 0 && hit.Start - word <= 2 && _fillers.ContainsKey(word) && !_links.ContainsKey(word)) word--;
        if (word < 1 || !_links.ContainsKey(word)) return null;
        var start = _words.StartOf(word - 1);
        return _words.EndOf(word - 1) is var end && ReadNumber(start, 3, 4) is { } number && number.End == end ? number : null;
    }

    private bool IsState((int Start, int End) value)
    {
        var word = _words.IndexAt(value.Start);
        return word >= 0 && _states.ContainsKey(word) && _words.EndOf(word) >= value.End - 1;
    }

    // Without "is" or a colon, only what does not occur in a sentence: letters with digits, or digits alone.
    private bool LooksMadeUp((int Start, int End) value)
    {
        var span = _text.AsSpan(value.Start, Math.Min(DigitWithin, value.End - value.Start));
        return span.Length >= 4 && span.ContainsAnyInRange('0', '9');
    }
}
