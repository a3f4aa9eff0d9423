namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Splits text of one language into terms: words as the index stores them, stemmed and without stop words. Questions must go through the
/// same analysis as the articles. Safe to call from many threads.
/// </summary>
public interface ITermAnalyzer
{
    /// <summary>Passes the terms in order until no more are wanted.</summary>
    void Analyze(string text, TakeTerm take);
}
