namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// Cuts text of one language into terms: words as the index stores them, stemmed and without stop words. Questions have to go through
/// the analysis that the articles went through. Safe to call from many threads.
/// </summary>
public interface ITermAnalyzer
{
    /// <summary>Hands over the terms in order until no more are taken.</summary>
    void Analyze(string text, TakeTerm take);
}
