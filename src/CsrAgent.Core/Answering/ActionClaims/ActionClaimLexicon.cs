using System.Text.Json.Serialization;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>How deeds are claimed, and how they are only talked about, in one language. Read from <c>DeedClaims.json</c>.</summary>
internal sealed record ActionClaimLexicon
{
    /// <summary>Before the opening in its clause these make it a condition or a rule: "once your order has been shipped".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Guards { get; init; }

    /// <summary>Likewise for what is not said of oneself: "the status shows that your refund has been issued".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Reports { get; init; }

    /// <summary>A clause that begins so, or an opening right after, describes a thing: "orders that have been shipped".</summary>
    public required HashSet<string> Relatives { get; init; }

    /// <summary>Between opening and deed these undo the claim: "I have not refunded".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Blockers { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; }

    public required IReadOnlyList<ActionClaimPattern> Patterns { get; init; }

    /// <summary>Each opening as words.</summary>
    public IEnumerable<(ActionClaimPattern Pattern, string[] Opening)> ClaimStarts() =>
        Patterns.SelectMany(pattern => pattern.Openings.SelectMany(Expand).Select(start => (pattern, start.Split(' '))));

    /// <summary>A list's entries that end in * are beginnings of words.</summary>
    public bool IsAction(string list, string word) =>
        DeedWords[list].Contains(word) || DeedStems[list].Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private Dictionary<string, HashSet<string>> DeedWords =>
        field ??= Words.ToDictionary(list => list.Key, list => list.Value.Where(word => !word.EndsWith('*')).ToHashSet());

    private Dictionary<string, string[]> DeedStems =>
        field ??= Words.ToDictionary(
            list => list.Key,
            list => list.Value.Where(word => word.EndsWith('*')).Select(word => word[..^1]).ToArray()
        );

    private IEnumerable<string> Expand(string start) => start.StartsWith('@') ? Words[start[1..]] : [start];
}
