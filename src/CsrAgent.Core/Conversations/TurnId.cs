using System.Text.Json.Serialization;

namespace CsrAgent.Conversations;

/// <summary>
/// Names one turn. Derived from the turn's first message, so that every attempt at the same turn has the same id, which identifies a
/// repeated effect.
/// </summary>
[JsonConverter(typeof(TurnIdJsonConverter))]
public readonly record struct TurnId(string Value)
{
    /// <param name="firstMessageId">The id of the turn's first message.</param>
    public static TurnId Of(string firstMessageId) =>
        new("turn_" + firstMessageId[(firstMessageId.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    /// <summary>The turn that tries this one again after it was given up: the second, the third, ...</summary>
    public TurnId Next() => new($"{Root}{Try}{Number + 1}");

    /// <summary>Whether this turn tries another one again that was given up.</summary>
    public bool IsRetryOf(TurnId other) => Root == other.Root && Number > other.Number;

    private const string Try = "-";

    private string Root => Value.Split(Try)[0];

    private int Number => Value.Split(Try) is [_, var number] && int.TryParse(number, out var read) ? read : 1;

    public override string ToString() => Value;
}
