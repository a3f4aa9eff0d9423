using System.Text.RegularExpressions;

namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>
/// Finds the names in articles: runs of capitalised words that at least 3 and at most 2 % of the articles hold. A word that begins a
/// sentence counts only if no article has it in lower case. Fewer than 150 articles give none.
/// </summary>
public static partial class EntityMiner
{
    private const int MinArticles = 3;
    private const double MaxShare = 0.02;
    private const int MaxWords = 5;
    private const string Capitalised = @"\p{Lu}[\p{L}\p{M}\p{N}'’-]*";

    /// <param name="texts">A passage's title, heading and text, with its article's number, from 0.</param>
    /// <param name="articles">How many articles there are.</param>
    public static EntityNames Mine(IEnumerable<(int Article, string Text)> texts, int articles)
    {
        var max = (int)(articles * MaxShare);
        if (max < MinArticles) return EntityNames.None;
        var holders = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var wordHolders = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var plain = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (article, text) in texts)
        {
            foreach (var run in Runs(text)) Add(holders, run, article);
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
