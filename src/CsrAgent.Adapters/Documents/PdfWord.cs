namespace CsrAgent.Adapters.Documents;

/// <summary>A word of a line, and where in it, in points from the left.</summary>
internal readonly record struct PdfWord(string Text, double Left, double Right);
