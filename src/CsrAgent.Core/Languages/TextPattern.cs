namespace CsrAgent.Languages;

/// <summary>One pattern of a <see cref="TextPatterns"/>.</summary>
internal sealed record TextPattern(string Label, PatternSlot[] Slots);
