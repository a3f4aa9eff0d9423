using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;
using CsrAgent.Knowledge.Ranking.Entities;
using CsrAgent.Knowledge.Vectors;

namespace CsrAgent.Tests.Knowledge.Ranking;

/// <summary>A snapshot in memory: each article is one passage, a title and a body of lower-case words with blanks between.</summary>
internal sealed class ListedSnapshot : IEmbeddedSnapshot, ITermAnalyzer
{
    private readonly List<(string Title, string Body, string Language)> _articles = [];
    private PassageVectors? _vectors;

    /// <summary>How many more articles the whole index has than are listed here.</summary>
    public int Others { get; init; }

    /// <summary>How many of those hold a term.</summary>
    public Dictionary<string, int> OtherHolders { get; } = [];

    public int[] ArticleOf => [.. Enumerable.Range(0, _articles.Count)];

    public string MainLanguage => "en";

    public EntityNames Entities { get; init; } = EntityNames.None;

    /// <summary>For all that is listed when they are first asked for.</summary>
    public PassageVectors Vectors => _vectors ??= new PassageVectors(_articles.Count);

    public ListedSnapshot With(string title, string body, string language = "en")
    {
        _articles.Add((title, body, language));
        return this;
    }

    public LanguageTerms? Terms(string language) =>
        _articles.Any(article => article.Language == language)
            ? new LanguageTerms(
                new LanguageLexicon(language, this),
                new Words(this, language),
                Others + _articles.Count(article => article.Language == language)
            )
            : null;

    public PassageHit Passage(int number)
    {
        var (title, body, language) = _articles[number];
        return new PassageHit(new Passage(title, 0, null, body), title, null, language, 0);
    }

    public void Analyze(string text, TakeTerm take)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!take(word.ToCharArray())) return;
        }
    }

    private sealed class Words(ListedSnapshot snapshot, string language) : ITermIndex
    {
        public TermPostings Read(string term)
        {
            var impacts = new Dictionary<int, float>();
            for (var i = 0; i < snapshot._articles.Count; i++)
            {
                var (title, body, spoken) = snapshot._articles[i];
                if (spoken != language) continue;
                var mentions = Mentions(SearchedField.Title, title, term) + Mentions(SearchedField.Body, body, term);
                if (mentions > 0) impacts[i] = TermImpact.Of(mentions);
            }
            return new TermPostings(impacts, impacts.Count + snapshot.OtherHolders.GetValueOrDefault(term));
        }

        public IEnumerable<string> ReadAll() =>
            snapshot
                ._articles.Where(article => article.Language == language)
                .SelectMany(article => $"{article.Title} {article.Body}".Split(' '));

        private static float Mentions(SearchedField field, string text, string term)
        {
            var words = text.Split(' ');
            return field.Mentions(words.Count(word => word == term), words.Length, 4);
        }
    }
}
