using CsrAgent.Answering.Checks;
using CsrAgent.Languages;
using CsrAgent.Safety;

namespace CsrAgent.Answering.Model;

/// <summary>
/// Decides which part of a streamed answer may be shown. Text passes as it arrives, but a sentence stops where it may become one that must
/// not be shown, until it is complete and passes, and text that may be the start of a secret waits. After a failed check nothing more
/// passes: what has been shown is then a part without the fault, and the final text replaces it. For one writer.
/// </summary>
internal sealed class StreamedAnswerFilter(LeakGuard secrets, SentenceRules rules)
{
    private string _sentence = "";
    private int _passed;
    private string _tail = "";

    public bool IsClosed { get; private set; }

    /// <summary>Takes more of the answer; returns what may be shown now.</summary>
    public string Push(string text)
    {
        if (IsClosed) return "";
        _sentence += text;
        var passed = TakeWhole();
        return Guard(IsClosed ? passed : passed + TakePartial(), atEnd: false);
    }

    /// <summary>The answer is complete: checks and returns what was held back.</summary>
    public string Complete()
    {
        if (IsClosed) return "";
        var rest = Sentences.Split(_sentence).All(Check) && rules.CheckEnd(_sentence) is null ? _sentence[_passed..] : "";
        (_sentence, _passed) = ("", 0);
        return Guard(rest, atEnd: true);
    }

    private string TakeWhole()
    {
        var passed = "";
        while (Sentences.EndOfFirst(_sentence) is var end and > 0)
        {
            if (SentenceRules.IsClosing(_sentence[..end])) return passed;
            if (!Check(_sentence[..end])) return passed;
            passed += _sentence[_passed..Math.Max(end, _passed)];
            _sentence = _sentence[end..];
            _passed = 0;
        }

        return passed;
    }

    private string TakePartial()
    {
        var hold = Math.Max(_passed, SentenceRules.IsClosing(_sentence) ? 0 : rules.HoldFrom(_sentence, _passed));
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
