namespace CsrAgent.Knowledge.Ranking;

/// <summary>The terms that the passages of one language hold, in one snapshot of an index. Safe to call from many threads.</summary>
public interface ITermIndex
{
    /// <summary>Where a term occurs; no impacts where nowhere.</summary>
    TermPostings Read(string term);

    /// <summary>All terms, in any order and perhaps more than once: what a misspelt word may have been meant to be.</summary>
    IEnumerable<string> ReadAll();
}
