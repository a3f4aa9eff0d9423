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

    public override string ToString() => Value;
}
