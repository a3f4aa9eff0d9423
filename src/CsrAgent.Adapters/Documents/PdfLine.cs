namespace CsrAgent.Adapters.Documents;

/// <summary>A line of a page.</summary>
/// <param name="Words">From left to right.</param>
/// <param name="Size">Of its letters, in points.</param>
/// <param name="Gap">The distance to the line before it, in heights of its letters; a page's first line is far from everything.</param>
/// <param name="Room">What is left of it up to where the longest line ends, in points.</param>
internal sealed record PdfLine(IReadOnlyList<PdfWord> Words, double Size, double Gap, double Room)
{
    public string Text { get; } = string.Join(' ', Words.Select(word => word.Text));
}
