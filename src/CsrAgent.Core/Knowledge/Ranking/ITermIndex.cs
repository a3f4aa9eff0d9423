namespace CsrAgent.Knowledge.Ranking;

/// <summary>The terms of the passages in one language, in one snapshot of an index. Safe to call from many threads.</summary>
public interface ITermIndex
{
    /// <summary>Where a term occurs; without impacts if it occurs nowhere.</summary>
    TermPostings Read(string term);

    /// <summary>All terms, in any order and possibly repeated: the candidates for a misspelled word.</summary>
    IEnumerable<string> ReadAll();
}
