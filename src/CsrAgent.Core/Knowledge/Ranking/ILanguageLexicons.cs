namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// The analysis of each language, for an index that keeps passages elsewhere and ranks them here. Safe to call from many threads.
/// </summary>
public interface ILanguageLexicons
{
    /// <summary>Changes when the analysis does: what an index keeps of it is then made again.</summary>
    string Revision { get; }

    /// <param name="language">ISO 639-1.</param>
    LanguageLexicon Of(string language);
}
