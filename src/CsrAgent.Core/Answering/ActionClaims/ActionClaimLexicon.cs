using System.Text.Json.Serialization;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>How actions are claimed, and how they are merely mentioned, in one language. Read from <c>ActionClaims.json</c>.</summary>
internal sealed record ActionClaimLexicon
{
    /// <summary>Before the start in its clause these make it a condition or a rule: "once your order has been shipped".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Guards { get; init; }

    /// <summary>Likewise, for what the agent does not say about itself: "the status shows that your refund has been issued".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Reports { get; init; }

    /// <summary>A clause that begins so, or a start right after it, describes a thing: "orders that have been shipped".</summary>
    public required HashSet<string> Relatives { get; init; }

    /// <summary>Between start and action, these negate the claim: "I have not refunded".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Blockers { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; }

    public required IReadOnlyList<ActionClaimPattern> Patterns { get; init; }

    /// <summary>Each start as words.</summary>
    public IEnumerable<(ActionClaimPattern Pattern, string[] Start)> ClaimStarts() =>
        Patterns.SelectMany(pattern => pattern.Starts.SelectMany(Expand).Select(start => (pattern, start.Split(' '))));

    /// <summary>A list's entries that end in * are beginnings of words.</summary>
    public bool IsAction(string list, string word) =>
        ActionWords[list].Contains(word) || ActionStems[list].Any(stem => word.StartsWith(stem, StringComparison.Ordinal));

    private Dictionary<string, HashSet<string>> ActionWords =>
        field ??= Words.ToDictionary(list => list.Key, list => list.Value.Where(word => !word.EndsWith('*')).ToHashSet());

    private Dictionary<string, string[]> ActionStems =>
        field ??= Words.ToDictionary(
            list => list.Key,
            list => list.Value.Where(word => word.EndsWith('*')).Select(word => word[..^1]).ToArray()
        );

    private IEnumerable<string> Expand(string start) => start.StartsWith('@') ? Words[start[1..]] : [start];
}
