namespace CsrAgent.Knowledge.Ranking;

/// <summary>The best passages so far, best first; among equals, the first in the index.</summary>
internal sealed class TopPassages
{
    private (int Passage, float Relevance, float Rank)[] _best = [];
    private int _limit;

    public int Count { get; private set; }

    public (int Passage, float Relevance, float Rank) this[int place] => _best[place];

    public void Begin(int limit)
    {
        if (_best.Length < limit) _best = new (int, float, float)[limit];
        (_limit, Count) = (limit, 0);
    }

    /// <param name="rank">What it is ordered by; higher is better.</param>
    public void Offer(int passage, float relevance, float rank)
    {
        if (_limit == 0 || (Count == _limit && !IsBetter(passage, rank, _best[Count - 1]))) return;
        var place = Count == _limit ? Count - 1 : Count++;
        for (; place > 0 && IsBetter(passage, rank, _best[place - 1]); place--) _best[place] = _best[place - 1];
        _best[place] = (passage, relevance, rank);
    }

    private static bool IsBetter(int passage, float rank, (int Passage, float Relevance, float Rank) other) =>
        rank > other.Rank || (rank == other.Rank && passage < other.Passage);
}
