namespace CsrAgent.Answering.ActionClaims;

/// <param name="Text">Lower-case.</param>
/// <param name="Start">Where it stands in the sentence.</param>
/// <param name="Opens">True when a comma, colon, bracket or dash stands before it.</param>
internal readonly record struct ClauseWord(string Text, int Start, bool Opens);
