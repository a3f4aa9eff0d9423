using System.Text.Json.Serialization;
using CsrAgent.Conversations;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>One way to claim a deed: an opening, and a word for a deed soon after it. One line of <c>DeedClaims.json</c>.</summary>
internal sealed record ActionClaimPattern
{
    /// <summary>Word sequences such as "i have"; "@done" stands for each word of that list.</summary>
    public required IReadOnlyList<string> Openings { get; init; }

    /// <summary>The list that the deed's word must be in; null: the opening itself is the claim.</summary>
    public string? Words { get; init; }

    /// <summary>Most words between the opening and the deed.</summary>
    public int Gap { get; init; }

    /// <summary>One of these must stand between the opening and the deed.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Between { get; init; } = new([]);

    /// <summary>One of these must follow the deed.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList With { get; init; } = new([]);

    /// <summary>The opening's clause must begin with one of these: "your order was shipped", not "the address it was sent to".</summary>
    public HashSet<string> Subjects { get; init; } = [];

    /// <summary>The agent speaks of itself, so that "the status shows that" before it does not excuse it.</summary>
    public bool Own { get; init; }

    /// <summary>An "if you like" anywhere in the sentence makes it an offer.</summary>
    public bool Conditional { get; init; }

    /// <summary>A hand-off proves it, too.</summary>
    public bool Handoff { get; init; }

    [JsonIgnore]
    public ProvenActions ProvenBy => Handoff ? ProvenActions.Handoff | ProvenActions.Action : ProvenActions.Action;
}
