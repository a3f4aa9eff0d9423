namespace CsrAgent.Answering.ActionClaims;

/// <param name="Text">Lower-case.</param>
/// <param name="Start">Its place in the sentence.</param>
/// <param name="Opens">True when a comma, colon, bracket or dash precedes it.</param>
internal readonly record struct ClauseWord(string Text, int Start, bool Opens);
