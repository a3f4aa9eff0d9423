using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CsrAgent.Adapters.Documents;

/// <summary>What the styles of a Word file mean. A style has what it is based on, where it says nothing itself.</summary>
internal sealed class WordStyles(MainDocumentPart main)
{
    private const int MaxBases = 20;

    // What Word calls them in every language; their ids differ.
    private const string Title = "title";
    private const string Heading = "heading ";
    private const string Contents = "toc ";

    private readonly Dictionary<string, Style> _styles = (main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        .Where(style => style.StyleId?.Value is not null)
        .GroupBy(style => style.StyleId!.Value!)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private readonly Dictionary<(int List, int Level), int> _starts = StartsOf(main.NumberingDefinitionsPart?.Numbering);

    public bool IsTitle(Paragraph paragraph) => BasesOf(paragraph).Any(style => NameOf(style) == Title);

    /// <summary>A line of the table of contents.</summary>
    public bool IsContents(Paragraph paragraph) =>
        BasesOf(paragraph).Any(style => NameOf(style).StartsWith(Contents, StringComparison.Ordinal));

    /// <summary>Its level from 1, or null.</summary>
    public int? HeadingOf(Paragraph paragraph)
    {
        if (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value is { } own) return own < 9 ? own + 1 : null;
        foreach (var style in BasesOf(paragraph))
        {
            var name = NameOf(style);
            if (name == Title) return 1;
            var isHeading = name.StartsWith(Heading, StringComparison.Ordinal);
            if (isHeading && int.TryParse(name.AsSpan(Heading.Length), out var level)) return level;
            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is { } outline) return outline < 9 ? outline + 1 : null;
        }
        return null;
    }

    /// <summary>The list that it is an item of, and its level from 0; or null.</summary>
    public (int List, int Level)? ListOf(Paragraph paragraph)
    {
        var named = BasesOf(paragraph).Select(style => style.StyleParagraphProperties?.NumberingProperties);
        var all = named.Prepend(paragraph.ParagraphProperties?.NumberingProperties).OfType<NumberingProperties>().ToList();
        var list = all.Select(each => each.NumberingId?.Val?.Value).FirstOrDefault(id => id is not null) ?? 0;
        var level = all.Select(each => each.NumberingLevelReference?.Val?.Value).FirstOrDefault(found => found is not null) ?? 0;
        return list > 0 ? (list, Math.Clamp(level, 0, 8)) : null;
    }

    /// <summary>The first number of the list, or null if it has other marks.</summary>
    public int? StartOf((int List, int Level) list) => _starts.TryGetValue(list, out var start) ? start : null;

    private IEnumerable<Style> BasesOf(Paragraph paragraph)
    {
        var id = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value;
        for (var bases = 0; bases < MaxBases && id is not null && _styles.TryGetValue(id, out var style); bases++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }

    private static string NameOf(Style style) => style.StyleName?.Val?.Value?.ToLowerInvariant() ?? "";

    private static Dictionary<(int List, int Level), int> StartsOf(Numbering? numbering)
    {
        var found = new Dictionary<(int, int), int>();
        if (numbering is null) return found;
        var definitions = numbering.Elements<AbstractNum>().ToList();
        foreach (var list in numbering.Elements<NumberingInstance>())
        {
            var definition = definitions.Find(each => each.AbstractNumberId?.Value == list.AbstractNumId?.Val?.Value);
            foreach (var level in definition?.Elements<Level>() ?? [])
            {
                var format = level.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal;
                var isNumber = format != NumberFormatValues.Bullet && format != NumberFormatValues.None;
                if (!isNumber || list.NumberID?.Value is not { } id) continue;
                found[(id, level.LevelIndex?.Value ?? 0)] = level.StartNumberingValue?.Val?.Value ?? 1;
            }
        }
        return found;
    }
}
