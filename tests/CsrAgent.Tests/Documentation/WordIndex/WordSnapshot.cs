using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Documentation.WordIndex;

internal sealed class WordSnapshot : ISearchSnapshot
{
    private readonly List<(Passage Passage, KnowledgeArticle Article)> _passages = [];
    private readonly Dictionary<string, LanguageTerms> _terms = [];

    public WordSnapshot(IReadOnlyList<WordEntry> entries)
    {
        Entries = entries;
        var articleOf = new List<int>();
        foreach (var (number, entry) in entries.Index())
        {
            var passages = PassageSplitter.Split(entry.Article);
            _passages.AddRange(passages.Select(passage => (passage, entry.Article)));
            articleOf.AddRange(passages.Select(_ => number));
        }
        ArticleOf = [.. articleOf];
        foreach (var language in entries.CountBy(entry => entry.Article.Language))
        {
            _terms[language.Key] = new(new LanguageLexicon(language.Key, WordAnalyzer.Instance), IndexOf(language.Key), language.Value);
        }
        MainLanguage = _terms.Count == 0 ? "en" : entries.CountBy(entry => entry.Article.Language).MaxBy(language => language.Value).Key;
    }

    public IReadOnlyList<WordEntry> Entries { get; }

    public int[] ArticleOf { get; }

    public string MainLanguage { get; }

    public LanguageTerms? Terms(string language) => _terms.GetValueOrDefault(language);

    public PassageHit Passage(int number)
    {
        var (passage, article) = _passages[number];
        return new(passage, article.Title, article.Url, article.Language, 0);
    }

    private WordPostings IndexOf(string language)
    {
        var postings = new WordPostings(ArticleOf);
        foreach (var (number, (passage, article)) in _passages.Index())
        {
            if (article.Language == language) postings.Add(number, passage, article);
        }
        return postings;
    }
}
