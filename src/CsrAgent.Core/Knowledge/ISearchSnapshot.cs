using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;

namespace CsrAgent.Knowledge;

/// <summary>
/// An immutable state of an index for <see cref="PassageSearch"/> to rank: all passages of a local index, or the candidates from a remote
/// one. Passages are numbered from 0, and those of one article follow each other. Safe to call from many threads.
/// </summary>
public interface ISearchSnapshot
{
    /// <summary>
    /// Each passage's article, numbered from 0 without a gap; -1 if the passage was deleted. The ranking does not modify it.
    /// </summary>
    int[] ArticleOf { get; }

    /// <summary>The language of most articles, ISO 639-1.</summary>
    string MainLanguage { get; }

    /// <summary>The terms of a language's passages; null if no article is in it.</summary>
    LanguageTerms? Terms(string language);

    /// <summary>What the articles describe; an index may leave it out.</summary>
    EntityNames Entities => EntityNames.None;

    /// <summary>The passage with that number, with relevance 0.</summary>
    PassageHit Passage(int number);
}
