namespace CsrAgent.Privacy;

/// <param name="Text">The text with each finding replaced: <c>[card:tok_abcdefghijkl 1111]</c>, <c>[iban]</c>, <c>[password]</c>.</param>
/// <param name="Findings">In order, not overlapping; empty when the text is unchanged.</param>
public sealed record Redaction(string Text, IReadOnlyList<PiiFinding> Findings);
