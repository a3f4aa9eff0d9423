namespace CsrAgent.Knowledge;

/// <summary>A part of an article short enough to read at a glance; the unit that is searched and shown to the model.</summary>
/// <param name="Index">Place within its article, from 0.</param>
/// <param name="Heading">The heading above it, or null.</param>
/// <param name="Text">Markdown.</param>
public sealed record Passage(string ArticleId, int Index, string? Heading, string Text);
