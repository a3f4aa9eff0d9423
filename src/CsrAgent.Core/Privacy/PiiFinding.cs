namespace CsrAgent.Privacy;

/// <summary>Kinds of personal data that are found in customers' words.</summary>
public enum PiiType
{
    Card,
    Cvv,
    Ssn,
    Iban,
    Secret,
    Password,
    Email,
    Phone,
}

/// <summary>One find. <paramref name="Start"/> and <paramref name="Length"/> count UTF-16 units of the original text.</summary>
public readonly record struct PiiFinding(PiiType Type, int Start, int Length)
{
    public int End => Start + Length;
}

/// <param name="Text">The text with each find replaced: <c>[card:tok_abcdefghijkl 1111]</c>, <c>[iban]</c>, <c>[password]</c>.</param>
/// <param name="Findings">In order, not overlapping; empty when the text is unchanged.</param>
public sealed record Redaction(string Text, IReadOnlyList<PiiFinding> Findings);
