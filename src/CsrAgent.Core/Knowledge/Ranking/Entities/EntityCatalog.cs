namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>
/// The names of what the articles of a whole index describe, so that an index can keep them and search its candidates with them.
/// </summary>
/// <param name="Names">Each name, and the ids of the articles that hold it.</param>
/// <param name="Weights">How much a word of the names says, by the word.</param>
public sealed record EntityCatalog(IReadOnlyList<EntityCatalog.Name> Names, IReadOnlyDictionary<string, double> Weights)
{
    public static readonly EntityCatalog Empty = new([], new Dictionary<string, double>());

    // A name is meant rather than brushed against from here on.
    private const float Meant = 0.5f;

    private EntityNames? _all;
    private Dictionary<int, string>? _articles;

    /// <param name="ids">The articles' ids, by the numbers that they were mined with.</param>
    public static EntityCatalog Of(EntityNames names, IReadOnlyList<string> ids) =>
        new(
            [.. names.Names.Select(name => new Name(name.Words, [.. name.Articles.Select(number => ids[number])], name.IsGiven))],
            names.Weights
        );

    /// <summary>The names, for some of the articles, which are numbered anew.</summary>
    public EntityNames For(IReadOnlyDictionary<string, int> numbers)
    {
        if (Names.Count == 0) return EntityNames.None;
        var some = Names
            .Select(name => new EntityName(
                [.. name.Words],
                [.. name.Articles.Where(numbers.ContainsKey).Select(id => numbers[id])],
                name.IsGiven
            ))
            .Where(name => name.Articles.Length > 0)
            .ToArray();
        return new EntityNames(some, Weights);
    }

    /// <summary>The ids of articles about what was named: candidates, whatever else speaks for them.</summary>
    /// <param name="earlier">What was said before, oldest first.</param>
    public IReadOnlyList<string> Named(string text, IReadOnlyList<string> earlier, int max)
    {
        if (Names.Count == 0) return [];
        if (_all is null)
        {
            var ids = Names.SelectMany(name => name.Articles).Distinct().ToList();
            _articles = ids.Index().ToDictionary(pair => pair.Index, pair => pair.Item);
            _all = For(ids.Index().ToDictionary(pair => pair.Item, pair => pair.Index));
        }
        return
        [
            .. _all.Match(text, earlier)
                .Where(match => match.Value >= Meant)
                .OrderByDescending(match => match.Value)
                .Take(max)
                .Select(match => _articles![match.Key]),
        ];
    }

    /// <param name="Words">Folded, in their order.</param>
    /// <param name="IsGiven">An article says that it is about it; otherwise it was mined.</param>
    public sealed record Name(IReadOnlyList<string> Words, IReadOnlyList<string> Articles, bool IsGiven);
}
