using System.Text.RegularExpressions;

namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>
/// Finds the names of what articles describe. Where an article says it, that is the name; the others are mined for runs of capitalised
/// words that at least 3 and at most 6 % of all articles hold. A word that begins a sentence counts only if no article has it in lower
/// case. Fewer than 150 articles are not mined.
/// </summary>
public static partial class EntityMiner
{
    private const int MinArticles = 3;
    private const int MinMined = 150;
    private const double MaxShare = 0.06;
    private const int MaxWords = 5;
    private const string Capitalised = @"\p{Lu}[\p{L}\p{M}\p{N}'’-]*";

    /// <param name="texts">A passage's title, heading and text, with its article's number, from 0.</param>
    /// <param name="articles">How many articles there are.</param>
    /// <param name="given">What articles are about (<see cref="KnowledgeArticle.Entity"/>), by the article's number.</param>
    public static EntityNames Mine(IEnumerable<(int Article, string Text)> texts, int articles, IReadOnlyDictionary<int, string> given)
    {
        var max = articles < MinMined ? 0 : (int)(articles * MaxShare);
        if (max < MinArticles && given.Count == 0) return EntityNames.None;
        var holders = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var wordHolders = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var plain = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (article, text) in texts.Concat(given.Select(each => (each.Key, each.Value))))
        {
            var isMined = max >= MinArticles && !given.ContainsKey(article);
            foreach (var run in isMined ? Runs(text) : []) Add(holders, run, article);
            foreach (var (word, isLower) in EntityWords.WithCase(text))
            {
                Add(wordHolders, word, article);
                if (isLower) plain.Add(word);
            }
        }

        var names = holders
            .Where(run => run.Value.Count >= MinArticles && run.Value.Count <= max)
            .Select(run => (Words: EntityWords.Of(run.Key).ToArray(), run.Value))
            .Where(run => run.Words.Length > 0 && run.Words.Any(word => !plain.Contains(word)))
            .Select(run => new EntityName(run.Words, [.. run.Value]))
            .Concat(Given(given))
            .ToArray();
        return new EntityNames(
            names,
            names
                .SelectMany(name => name.Words)
                .Distinct()
                .ToDictionary(
                    word => word,
                    word => Math.Log((double)articles / Math.Max(1, wordHolders.GetValueOrDefault(word)?.Count ?? articles))
                )
        );
    }

    private static IEnumerable<EntityName> Given(IReadOnlyDictionary<int, string> given) =>
        given
            .Select(each => (Words: EntityWords.Of(each.Value).ToArray(), Article: each.Key))
            .GroupBy(each => string.Join(' ', each.Words), StringComparer.Ordinal)
            .Select(same => new EntityName(same.First().Words, [.. same.Select(each => each.Article)], IsGiven: true));

    // "Visit the Harbour Hotel": also without what begins the sentence.
    private static IEnumerable<string> Runs(string text)
    {
        foreach (Match match in Run().Matches(text))
        {
            var words = match.Value.Split(' ');
            if (words.Length <= MaxWords) yield return match.Value;
            var rest = words.Skip(1).SkipWhile(word => char.IsLower(word[0]) || word[0] == '&').ToArray();
            if (rest.Length is > 0 and <= MaxWords) yield return string.Join(' ', rest);
        }
    }

    private static void Add(Dictionary<string, HashSet<int>> holders, string key, int article)
    {
        if (!holders.TryGetValue(key, out var found)) holders[key] = found = [];
        found.Add(article);
    }

    [GeneratedRegex(@"\b" + Capitalised + "(?: (?:(?:of|de|la|le|and|&|the) )?" + Capitalised + ")*", RegexOptions.CultureInvariant)]
    private static partial Regex Run();
}
