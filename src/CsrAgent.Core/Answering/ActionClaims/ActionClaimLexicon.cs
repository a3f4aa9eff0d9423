using System.Text.Json.Serialization;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>How actions are claimed, and how they are merely mentioned, in one language. Read from <c>Languages</c>.</summary>
internal sealed record ActionClaimLexicon
{
    /// <summary>Before the start in its clause these make it a condition or a rule: "once your order has been shipped".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Guards { get; init; }

    /// <summary>Likewise, for what the agent does not say about itself: "the status shows that your refund has been issued".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Reports { get; init; }

    /// <summary>"You say that", before any sentence that is not about the agent: the customer's own words.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Told { get; init; } = new([]);

    /// <summary>After a claim these make it a condition; <see cref="Guards"/> if there are none.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Conditions
    {
        get => field.IsEmpty ? Guards : field;
        init;
    } = new([]);

    /// <summary>A clause that begins so is a rule, a step or a polite phrase, and may be shown while it is written.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Openings { get; init; } = new([]);

    /// <summary>Anywhere in the sentence these make a state a rule: "your refund is usually issued within a week".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Habits { get; init; } = new([]);

    /// <summary>A clause that begins so, or a start right after it, describes a thing: "orders that have been shipped".</summary>
    public required HashSet<string> Relatives { get; init; }

    /// <summary>Between start and action, these negate the claim: "I have not refunded".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public required WordList Blockers { get; init; }

    /// <summary>
    /// Lists of action words. In an entry, * stands for any letters: "refund*", "*ed"; one that begins with ! is an exception.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; init; }

    public required IReadOnlyList<ActionClaimPattern> Patterns { get; init; }

    /// <summary>Each start as words; none for a pattern that starts with its action word.</summary>
    public IEnumerable<(ActionClaimPattern Pattern, string[] Start)> ClaimStarts() =>
        Patterns.SelectMany(pattern =>
            pattern.Starts.Count == 0
                ? [(pattern, [])]
                : pattern.Starts.SelectMany(Expand).Select(start => (pattern, WordList.Parts(start)))
        );

    public bool IsAction(string list, string word) => Lists[list].Contains(word);

    /// <summary>"Forwarded": what a hand-off does, whoever is said to have done it.</summary>
    public bool IsHandoff(string word) => HandoffLists.Any(list => Lists[list].Contains(word));

    private string[] HandoffLists =>
        field ??= [.. Patterns.Where(pattern => pattern.Handoff).Select(pattern => pattern.Words).OfType<string>().Distinct()];

    private Dictionary<string, ActionWords> Lists => field ??= Words.ToDictionary(list => list.Key, list => new ActionWords(list.Value));

    private IEnumerable<string> Expand(string start) => start.StartsWith('@') ? Words[start[1..]] : [start];
}
