using System.Collections.Concurrent;
using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Passages;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;
using CsrAgent.Knowledge.Vectors;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace CsrAgent.Adapters.Lucene;

/// <summary>
/// An immutable state of a generation, with a cache of what its searches have looked up. Making one reads all articles. Lives until the
/// last search that uses it has ended.
/// </summary>
internal sealed class Snapshot : IEmbeddedSnapshot
{
    private const int MaxKept = 20_000;

    private readonly ConcurrentDictionary<string, LanguageTerms> _languages = new();
    private readonly ConcurrentDictionary<int, PassageHit> _passages = new();
    private readonly Dictionary<string, int> _articles = [];

    public Snapshot(DirectoryReader reader)
    {
        Reader = reader;
        ArticleOf = new int[reader.MaxDoc];
        Vectors = new PassageVectors(reader.MaxDoc);
        Entities = Mine(Map());
        MainLanguage = _articles.Count == 0 ? "en" : _articles.MaxBy(pair => pair.Value).Key;
    }

    public DirectoryReader Reader { get; }

    public int[] ArticleOf { get; }

    public string MainLanguage { get; }

    public PassageVectors Vectors { get; }

    public EntityNames Entities { get; }

    public bool TryAcquire() => Reader.TryIncRef();

    public void Release() => Reader.DecRef();

    public LanguageTerms? Terms(string language)
    {
        if (_languages.TryGetValue(language, out var known)) return known;
        if (!_articles.TryGetValue(language, out var count)) return null;
        return _languages.GetOrAdd(
            language,
            new LanguageTerms(LanguageAnalysis.Of(language).Lexicon, new TermReader(Reader, language, ArticleOf), count)
        );
    }

    public PassageHit Passage(int number)
    {
        if (_passages.TryGetValue(number, out var known)) return known;
        if (_passages.Count >= MaxKept) _passages.Clear();
        return _passages[number] = Read(number);
    }

    /// <summary>The whole article, from its head; null if there is none.</summary>
    public KnowledgeArticle? Read(string articleId)
    {
        foreach (var leaf in Reader.Leaves)
        {
            var passages = leaf.AtomicReader.GetTermDocsEnum(new Term(KnowledgeFields.Article, articleId));
            while (passages is not null && passages.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                var whole = PassageDocuments.Text(leaf.AtomicReader.Document(passages.DocID), KnowledgeFields.Whole);
                if (whole is not null) return StoredArticle.Read(whole).Article;
            }
        }
        return null;
    }

    /// <summary>Like <see cref="Passage"/>, without keeping it: for those who read them all.</summary>
    public PassageHit Read(int number) => PassageDocuments.Read(Reader.Document(number));

    // When the snapshot is made, so that no customer's search waits for it.
    private EntityNames Mine(int articles)
    {
        var given = new Dictionary<int, string>();
        var texts = new List<(int, string)>();
        for (var number = 0; number < ArticleOf.Length; number++)
        {
            if (ArticleOf[number] < 0) continue;
            var hit = Read(number);
            if (hit.Entity is { } entity) given[ArticleOf[number]] = entity;
            texts.Add((ArticleOf[number], $"{hit.Title}\n{hit.Passage.Heading}\n{MarkdownText.Plain(hit.Passage.Text)}"));
        }
        return EntityMiner.Mine(texts, articles, given);
    }

    private int Map()
    {
        var numbers = new Dictionary<string, int>();
        var (id, language) = (new BytesRef(), new BytesRef());
        foreach (var leaf in Reader.Leaves)
        {
            var live = leaf.AtomicReader.LiveDocs;
            var (ids, languages) = (
                leaf.AtomicReader.GetSortedDocValues(KnowledgeFields.Article),
                leaf.AtomicReader.GetSortedDocValues(KnowledgeFields.Language)
            );
            for (var at = 0; at < leaf.AtomicReader.MaxDoc; at++)
            {
                ArticleOf[leaf.DocBase + at] = live?.Get(at) == false ? -1 : NumberOf(at, ids, languages);
            }
        }
        return numbers.Count;

        int NumberOf(int at, SortedDocValues ids, SortedDocValues languages)
        {
            ids.Get(at, id);
            if (numbers.TryGetValue(id.Utf8ToString(), out var number)) return number;
            languages.Get(at, language);
            var spoken = language.Utf8ToString();
            _articles[spoken] = _articles.GetValueOrDefault(spoken) + 1;
            return numbers[id.Utf8ToString()] = numbers.Count;
        }
    }
}
