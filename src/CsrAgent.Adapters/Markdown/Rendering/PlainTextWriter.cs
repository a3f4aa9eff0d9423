namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>Text without any markup.</summary>
internal sealed class PlainTextWriter : LineWriter
{
    protected override string Literal(string text) => text;

    protected override string Emphasis(char delimiter, int count, string text, bool isWord) =>
        isWord || count > 1 ? text : delimiter + text + delimiter;

    protected override string Code(string text) => text;

    protected override string Link(string url, string label) =>
        label == url || "mailto:" + label == url || "tel:" + label == url ? label : $"{label} ({url})";

    protected override string Heading(int level, string text) => text;

    protected override string CodeBlock(string text) => text;

    protected override string Quote(string text) => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal);

    protected override string Table(IReadOnlyList<IReadOnlyList<string>> rows) => Aligned(rows);
}
