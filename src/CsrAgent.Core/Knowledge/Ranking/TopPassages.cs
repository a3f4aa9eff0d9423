namespace CsrAgent.Knowledge.Ranking;

/// <summary>The best passages so far, best first; among equals, the first in the index. Scores are log-odds.</summary>
internal sealed class TopPassages
{
    private (int Passage, float Own, float Rank)[] _best = [];
    private int _limit;
    private int _kept;

    public int Count { get; private set; }

    public void Begin(int limit)
    {
        if (_best.Length < limit) _best = new (int, float, float)[limit];
        (_limit, Count, _kept) = (limit, 0, 0);
    }

    /// <param name="own">How surely it answers the question.</param>
    /// <param name="rank">What it is ordered by: higher than its own where the entity that it describes was named.</param>
    public void Offer(int passage, float own, float rank)
    {
        if (_limit == 0 || (Count == _limit && !IsBetter(passage, rank, _best[Count - 1]))) return;
        var place = Count == _limit ? Count - 1 : Count++;
        for (; place > 0 && IsBetter(passage, rank, _best[place - 1]); place--) _best[place] = _best[place - 1];
        _best[place] = (passage, own, rank);
    }

    public bool HoldsAnyOf(ReadOnlySpan<int> passages)
    {
        for (var i = 0; i < Count; i++)
        {
            if (passages.Contains(_best[i].Passage)) return true;
        }
        return false;
    }

    /// <summary>Takes the best of others in, for the worst that is not kept so. The first half is never given up for it.</summary>
    public void Keep(TopPassages others)
    {
        if (_kept == _limit / 2) return;
        var place = Count < _limit ? Count++ : Count - 1 - _kept;
        _kept++;
        _best[place] = others._best[0];
        for (; place + 1 < Count && IsBetter(_best[place + 1].Passage, _best[place + 1].Rank, _best[place]); place++)
        {
            (_best[place], _best[place + 1]) = (_best[place + 1], _best[place]);
        }
    }

    /// <summary>
    /// The passage at a place and its relevance, 0..1. A name makes no passage more relevant than it is: the best one has its own
    /// relevance, and the others are as far below it as they are in rank.
    /// </summary>
    public (int Passage, float Relevance) At(int place)
    {
        var lift = _best[0].Rank - _best[0].Own;
        return (_best[place].Passage, 1 / (1 + MathF.Exp(lift - _best[place].Rank)));
    }

    private static bool IsBetter(int passage, float rank, (int Passage, float Own, float Rank) other) =>
        rank > other.Rank || (rank == other.Rank && passage < other.Passage);
}
