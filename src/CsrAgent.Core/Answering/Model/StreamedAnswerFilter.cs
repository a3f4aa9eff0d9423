using CsrAgent.Answering.Checks;
using CsrAgent.Languages;
using CsrAgent.Safety;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Decides what of a growing answer may go out. Tokens pass as they come; a sentence stops where it may turn into one that must not leave,
/// and goes on when it is whole and passes; a tail that may be the start of a secret waits. After a failed check nothing passes any more:
/// what is out is then a piece of the answer without the fault, and the final text replaces it. For one writer.
/// </summary>
internal sealed class StreamedAnswerFilter(LeakGuard secrets, SentenceRules rules)
{
    private string _sentence = "";
    private int _passed;
    private string _tail = "";

    public bool IsClosed { get; private set; }

    /// <summary>Takes more of the answer; returns what may go out now.</summary>
    public string Push(string text)
    {
        if (IsClosed) return "";
        _sentence += text;
        var passed = TakeWhole();
        return Guard(IsClosed ? passed : passed + TakePartial(), atEnd: false);
    }

    /// <summary>The answer is whole: checks and returns what was held.</summary>
    public string Complete()
    {
        if (IsClosed) return "";
        var rest = Check(_sentence) ? _sentence[_passed..] : "";
        (_sentence, _passed) = ("", 0);
        return Guard(rest, atEnd: true);
    }

    private string TakeWhole()
    {
        var passed = "";
        while (Sentences.EndOfFirst(_sentence) is var end and > 0)
        {
            if (!Check(_sentence[..end])) return passed;
            passed += _sentence[_passed..Math.Max(end, _passed)];
            _sentence = _sentence[end..];
            _passed = 0;
        }

        return passed;
    }

    private string TakePartial()
    {
        var hold = Math.Max(_passed, rules.HoldFrom(_sentence, _passed));
        var passed = _sentence[_passed..hold];
        _passed = hold;
        return passed;
    }

    private bool Check(string sentence)
    {
        IsClosed = IsClosed || rules.Check(sentence) is not null;
        return !IsClosed;
    }

    private string Guard(string text, bool atEnd)
    {
        _tail += text;
        if (secrets.IsIn(_tail))
        {
            IsClosed = true;
            return "";
        }

        var hold = atEnd && !IsClosed ? _tail.Length : secrets.HoldFrom(_tail);
        var passed = _tail[..hold];
        _tail = _tail[hold..];
        return passed;
    }
}
