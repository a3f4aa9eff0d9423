namespace CsrAgent.Knowledge.Ranking;

/// <summary>The best passages so far, best first; among equals, the first in the index.</summary>
internal sealed class TopPassages
{
    private (int Passage, float Relevance)[] _best = [];
    private int _limit;

    public int Count { get; private set; }

    public (int Passage, float Relevance) this[int place] => _best[place];

    public void Begin(int limit)
    {
        if (_best.Length < limit) _best = new (int, float)[limit];
        (_limit, Count) = (limit, 0);
    }

    public void Offer(int passage, float relevance)
    {
        if (_limit == 0 || (Count == _limit && !IsBetter(passage, relevance, _best[Count - 1]))) return;
        var place = Count == _limit ? Count - 1 : Count++;
        for (; place > 0 && IsBetter(passage, relevance, _best[place - 1]); place--) _best[place] = _best[place - 1];
        _best[place] = (passage, relevance);
    }

    private static bool IsBetter(int passage, float relevance, (int Passage, float Relevance) other) =>
        relevance > other.Relevance || (relevance == other.Relevance && passage < other.Passage);
}
