using CsrAgent.Knowledge;
using CsrAgent.Knowledge.Ranking;

namespace CsrAgent.Tests.Documentation.WordIndex;

internal sealed class WordPostings(int[] articleOf) : ITermIndex
{
    private const float AverageLength = 20;

    private readonly Dictionary<string, Dictionary<int, float>> _mentions = [];

    public void Add(int number, Passage passage, KnowledgeArticle article)
    {
        Add(number, SearchedField.Title, article.Title);
        Add(number, SearchedField.Tags, string.Join(' ', article.Tags));
        Add(number, SearchedField.Heading, passage.Heading ?? "");
        Add(number, SearchedField.Body, passage.Text);
    }

    public TermPostings Read(string term)
    {
        var impacts = (_mentions.GetValueOrDefault(term) ?? []).ToDictionary(entry => entry.Key, entry => TermImpact.Of(entry.Value));
        return new(impacts, impacts.Keys.Select(number => articleOf[number]).Distinct().Count());
    }

    public IEnumerable<string> ReadAll() => _mentions.Keys;

    private void Add(int number, SearchedField field, string text)
    {
        var terms = new List<string>();
        WordAnalyzer.Instance.Analyze(
            text,
            term =>
            {
                terms.Add(term.ToString());
                return true;
            }
        );
        foreach (var (term, count) in terms.CountBy(term => term))
        {
            var passages = _mentions.TryGetValue(term, out var known) ? known : _mentions[term] = [];
            passages[number] = passages.GetValueOrDefault(number) + field.Mentions(count, terms.Count, AverageLength);
        }
    }
}
