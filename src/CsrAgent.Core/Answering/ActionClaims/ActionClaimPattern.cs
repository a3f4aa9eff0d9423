using System.Text.Json.Serialization;
using CsrAgent.Conversations;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>
/// One way to claim an action: a start such as "i have", and an action word soon after it. One line of a file in <c>Languages</c>.
/// </summary>
internal sealed record ActionClaimPattern
{
    /// <summary>
    /// Word sequences such as "i have"; "@done" means each word of that list. If there are none, the action word is the start, as in
    /// languages whose verbs say who acts.
    /// </summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>The list that the action word must be in; null if the start itself is the claim.</summary>
    public string? Words { get; init; }

    /// <summary>The maximum number of words between the start and the action.</summary>
    public int Gap { get; init; }

    /// <summary>One of these must occur between the start and the action.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Between { get; init; } = new([]);

    /// <summary>One of these must follow the action.</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList With { get; init; } = new([]);

    /// <summary>The clause must begin with one of these: "your order was shipped", not "the address it was sent to".</summary>
    public HashSet<string> Subjects { get; init; } = [];

    /// <summary>One of these must stand in the clause before the start: "il <b>suo</b> ordine è annullato".</summary>
    [JsonConverter(typeof(WordListConverter))]
    public WordList Mention { get; init; } = new([]);

    /// <summary>The start must open its clause.</summary>
    public bool Opening { get; init; }

    /// <summary>The start opens its clause and the action all but ends it: "Refund done!", not "refund done right takes time".</summary>
    public bool Elliptic { get; init; }

    /// <summary>The action is among the first words of its clause, not the first one: "Password changed", "Dostawa przełożona".</summary>
    public bool Nominal { get; init; }

    /// <summary>The action ends its clause, where the grammar puts it: "ich habe Ihr Paket verschickt".</summary>
    public bool Final { get; init; }

    /// <summary>A word for a habit or a term anywhere in the sentence makes it a rule.</summary>
    public bool Habitual { get; init; }

    /// <summary>A promise: <see cref="With"/> lists times, which may stand anywhere in the sentence, and no article says so.</summary>
    public bool Promise { get; init; }

    /// <summary>An amount of money makes it a promise as well.</summary>
    public bool Amounts { get; init; }

    /// <summary>The agent speaks about itself, so that "the status shows that" before it is no excuse.</summary>
    public bool Own { get; init; }

    /// <summary>An "if you like" anywhere in the sentence makes it an offer.</summary>
    public bool Conditional { get; init; }

    /// <summary>A hand-off proves the claim too.</summary>
    public bool Handoff { get; init; }

    [JsonIgnore]
    public ProvenActions ProvenBy => Handoff ? ProvenActions.Handoff | ProvenActions.Action : ProvenActions.Action;
}
