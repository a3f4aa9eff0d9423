namespace CsrAgent.Languages.Patterns;

/// <summary>One pattern of a <see cref="TextPatterns"/>.</summary>
internal sealed record TextPattern(string Label, PatternSlot[] Slots);
