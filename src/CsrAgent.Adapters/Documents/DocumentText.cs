namespace CsrAgent.Adapters.Documents;

/// <summary>What a file without front matter says.</summary>
/// <param name="Title">Null if it names none: then its file name is.</param>
/// <param name="Language">As the file names it, or null.</param>
internal sealed record DocumentText(string? Title, string? Language, IReadOnlyList<string> Tags, string Markdown);
