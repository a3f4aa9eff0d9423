namespace CsrAgent.Knowledge.Ranking;

/// <summary>
/// One unchanging state of an index as <see cref="PassageSearch"/> ranks it: all passages of a local index, or the candidates that a
/// remote one has sent. Passages are numbered from 0, and those of one article follow each other. Safe to call from many threads.
/// </summary>
public interface ISearchSnapshot
{
    /// <summary>Each passage's article as a number from 0; -1 where the passage was deleted. The ranking does not change it.</summary>
    int[] ArticleOf { get; }

    /// <summary>How many articles those numbers name.</summary>
    int Articles { get; }

    /// <summary>The language that most articles are in; ISO 639-1.</summary>
    string MainLanguage { get; }

    /// <summary>What the passages of a language hold; null where no article is in it.</summary>
    LanguageTerms? Terms(string language);

    /// <summary>The passage with that number, of relevance 0.</summary>
    PassageHit Passage(int number);
}
