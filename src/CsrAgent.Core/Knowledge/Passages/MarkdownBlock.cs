namespace CsrAgent.Knowledge.Passages;

/// <summary>Lines of Markdown that belong together, unchanged.</summary>
internal sealed record MarkdownBlock(BlockKind Kind, IReadOnlyList<string> Lines)
{
    public int Length => Lines.Sum(line => line.Length) + Lines.Count - 1;

    /// <summary>A heading's level, 1 to 6.</summary>
    public int Level => Lines[0].TrimStart().TakeWhile(c => c == '#').Count();

    /// <summary>A heading's text.</summary>
    public string Title => Lines[0].Trim().Trim('#').Trim();

    /// <summary>Whether it announces what follows, such as "You can:" before a list.</summary>
    public bool IsLeadIn => Kind == BlockKind.Paragraph && Length <= 200 && Lines[^1].TrimEnd().EndsWith(':');
}
