using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CsrAgent.Adapters.Markdown.Rendering;

/// <summary>Walks a document; its subclasses say how each element is written.</summary>
internal abstract class MarkupWriter
{
    /// <summary>Where links may lead; anything else is written as text.</summary>
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    public string Write(MarkdownDocument document) => Blocks(document);

    /// <summary>Text without markup, which must be shown as it stands.</summary>
    protected abstract string Literal(string text);

    /// <param name="delimiter"><c>*</c> or <c>_</c>; <c>~</c> strikes through.</param>
    /// <param name="count">1 is emphasis, 2 is strong (or struck through).</param>
    /// <param name="text">Written already.</param>
    /// <param name="isWord">False if letters or digits touch it: half a word is marked, or it was meant to multiply (5*3*2).</param>
    protected abstract string Emphasis(char delimiter, int count, string text, bool isWord);

    protected abstract string Code(string text);

    /// <param name="url">Absolute, with one of the allowed schemes.</param>
    /// <param name="label">Written already.</param>
    protected abstract string Link(string url, string label);

    protected abstract string LineBreak { get; }

    protected abstract string Paragraph(string text);

    protected abstract string Heading(int level, string text);

    protected abstract string CodeBlock(string text);

    protected abstract string Quote(string text);

    protected abstract string Rule { get; }

    /// <param name="items">The marker ("1." or a bullet) and the written blocks of each.</param>
    protected abstract string List(bool isOrdered, int start, IReadOnlyList<string> items);

    /// <param name="rows">Cells, written already; the first row is the heading.</param>
    protected abstract string Table(IReadOnlyList<IReadOnlyList<string>> rows);

    /// <summary>Puts the blocks of a list's item, a quote or the document together.</summary>
    protected abstract string Join(IEnumerable<string> blocks);

    protected string Blocks(ContainerBlock container) =>
        Join(container.Where(block => block is not LinkReferenceDefinitionGroup).Select(Block).Where(text => text.Length > 0));

    private string Block(Block block) =>
        block switch
        {
            HeadingBlock heading => Heading(heading.Level, Inlines(heading.Inline)),
            ParagraphBlock paragraph => Paragraph(Inlines(paragraph.Inline)),
            CodeBlock code => CodeBlock(code.Lines.ToString()),
            QuoteBlock quote => Quote(Blocks(quote)),
            ListBlock list => List(list.IsOrdered, Start(list), [.. list.OfType<ListItemBlock>().Select(Blocks)]),
            ThematicBreakBlock => Rule,
            Table table => Table([.. table.OfType<TableRow>().Select(Cells)]),
            ContainerBlock other => Blocks(other),
            LeafBlock { Inline: { } inline } => Paragraph(Inlines(inline)),
            LeafBlock leaf => Paragraph(Literal(leaf.Lines.ToString())),
            _ => "",
        };

    private static int Start(ListBlock list) => int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;

    private List<string> Cells(TableRow row) => [.. row.OfType<TableCell>().Select(cell => string.Join(' ', cell.Select(Cell)))];

    private string Cell(Block block) => block is LeafBlock { Inline: { } inline } ? Inlines(inline) : "";

    private string Inlines(ContainerInline? container) => container is null ? "" : string.Concat(container.Select(Inline));

    private string Inline(Inline inline) =>
        inline switch
        {
            LiteralInline literal => Literal(literal.Content.ToString()),
            CodeInline code => Code(code.Content),
            LineBreakInline => LineBreak,
            EmphasisInline mark => Emphasis(mark.DelimiterChar, mark.DelimiterCount, Inlines(mark), IsWord(mark)),
            AutolinkInline auto => LinkTo(auto.IsEmail ? "mailto:" + auto.Url : auto.Url, Literal(auto.Url)),
            LinkInline link => LinkTo(link.Url ?? "", Inlines(link)),
            HtmlEntityInline entity => Literal(entity.Transcoded.ToString()),
            ContainerInline other => Inlines(other),
            _ => Literal(inline.ToString() ?? ""),
        };

    private string LinkTo(string url, string label)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !Schemes.Contains(address.Scheme))
        {
            return label.Length > 0 ? label : Literal(url);
        }
        return Link(url, label.Length > 0 ? label : Literal(url));
    }

    private static bool IsWord(EmphasisInline mark) =>
        !(mark.PreviousSibling is LiteralInline before && EndsInLetter(before.Content.AsSpan()))
        && !(mark.NextSibling is LiteralInline after && BeginsWithLetter(after.Content.AsSpan()));

    private static bool EndsInLetter(ReadOnlySpan<char> text) => text.Length > 0 && char.IsLetterOrDigit(text[^1]);

    private static bool BeginsWithLetter(ReadOnlySpan<char> text) => text.Length > 0 && char.IsLetterOrDigit(text[0]);
}
