using CsrAgent.Languages;

namespace CsrAgent.Sentiment;

/// <summary>Adds up the feelings of one message, word by word in their order. For one message.</summary>
internal sealed class MoodTally(Words words)
{
    private const int NegationReach = 3;
    private const int EmphasisReach = 2;
    private const double Softness = 4;
    private const double Weak = 1.6;

    private readonly double[] _feelings = new double[Enum.GetValues<Emotion>().Length];
    private double _factor = 1;
    private double _contrast = 1;
    private int _negatedUntil;
    private int _emphasisUntil;
    private int _shouted;
    private int _wordsSeen;
    private bool _asked;
    private int _bangs;
    private (int End, bool IsQuestion) _sentence;

    public bool IsConfused => _feelings[(int)Emotion.Confusion] < 0 && Strongest(positive: false) == Emotion.Confusion;

    /// <summary>Words that carry no feeling.</summary>
    public void Pass(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Count(i);
            if (words.KindOf(i) != WordKind.Mark)
                continue;
            (_negatedUntil, _emphasisUntil, _contrast) = (0, 0, 1);
            _asked |= words[i][0] == '?';
            _bangs += words.MarksAt(i);
        }
    }

    public void Add(PhraseHit hit, LexiconEntry entry)
    {
        for (var i = hit.Start; i < hit.End; i++)
            Count(i);
        switch (entry.Role)
        {
            case LexiconRole.Not:
                _negatedUntil = hit.End + NegationReach;
                break;
            case LexiconRole.Very:
                Emphasise(1.4, hit.End);
                break;
            case LexiconRole.Slightly:
                Emphasise(0.6, hit.End);
                break;
            case LexiconRole.But:
                TurnAround();
                break;
            case LexiconRole.Feeling:
                Feel(hit, entry);
                break;
        }
    }

    /// <summary>-1 to 1; two clear words are worth more than one, ten not more than five.</summary>
    public double Score()
    {
        var (good, bad) = (0.0, 0.0);
        foreach (var feeling in _feelings)
            (good, bad) = feeling > 0 ? (good + feeling, bad) : (good, bad + feeling);

        // "Thank you, but…": good manners do not undo a complaint.
        var gratitude = _feelings[(int)Emotion.Gratitude];
        if (bad <= -1 && gratitude > 0)
            good -= gratitude * 0.7;
        var sum = good + bad;
        if (_shouted * 2 > _wordsSeen && _wordsSeen >= 3 && sum != 0)
            sum *= 1.5;
        if (_bangs >= 2)
            sum *= 1 + (0.15 * Math.Min(_bangs, 5));
        return Math.Round(sum / Math.Sqrt((sum * sum) + Softness), 3);
    }

    public Emotion Strongest(bool positive)
    {
        var best = Emotion.Neutral;
        foreach (var emotion in Enum.GetValues<Emotion>())
            if (_feelings[(int)emotion] > 0 == positive && Math.Abs(_feelings[(int)emotion]) > Math.Abs(_feelings[(int)best]))
                best = emotion;
        return best;
    }

    private void Emphasise(double factor, int end) => (_factor, _emphasisUntil) = (factor, end + EmphasisReach);

    private void TurnAround()
    {
        for (var i = 0; i < _feelings.Length; i++)
            _feelings[i] *= _feelings[i] > 0 ? 0.5 : 0.8;
        _contrast = 1.3;
    }

    private void Feel(PhraseHit hit, LexiconEntry entry)
    {
        var (emotion, weight) = (entry.Emotion, entry.Weight * _contrast);
        if (Math.Abs(weight) < Weak && IsInQuestion(hit.Start))
            weight *= 0.4; // "Is there a quick way?" praises nothing.
        if (hit.Start < _emphasisUntil)
            weight *= _factor;
        if (words.KindOf(hit.Start) == WordKind.Word && words.IsShouted(hit.Start))
            weight *= 1.2;
        if (hit.Start < _negatedUntil && emotion != Emotion.Gratitude)
            (emotion, weight) = weight > 0 ? (Emotion.Disappointment, weight * -0.8) : (Emotion.Neutral, 0);
        else if (emotion == Emotion.Gratitude && _asked)
            weight *= 0.4; // The polite end of a question.
        _feelings[(int)emotion] += weight;
    }

    // Remembered for the sentence: looking for its end anew at each word would cost the square of its length.
    private bool IsInQuestion(int word)
    {
        if (word >= _sentence.End)
        {
            var end = words.SentenceEnd(word);
            _sentence = (end, end < words.Count && words[end][0] == '?');
        }

        return _sentence.IsQuestion;
    }

    private void Count(int word)
    {
        if (words.KindOf(word) != WordKind.Word)
            return;
        _wordsSeen++;
        _shouted += words.IsShouted(word) ? 1 : 0;
    }
}
