using System.Text.Json.Serialization;

namespace CsrAgent.Turns;

/// <summary>
/// Names one turn. Derived from the turn's first message, so that every attempt at the same turn has the same id and an
/// effect that carries it is recognised when it is repeated.
/// </summary>
[JsonConverter(typeof(TurnIdJsonConverter))]
public readonly record struct TurnId(string Value)
{
    public static TurnId Of(PendingMessage first) => new("turn_" + first.Id[(first.Id.IndexOf('_', StringComparison.Ordinal) + 1)..]);

    public override string ToString() => Value;
}
