using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Passages;

/// <summary>Splits a block that is too long for a passage: between list items, else between lines, else between sentences.</summary>
internal static class LongBlocks
{
    public static IEnumerable<MarkdownBlock> Split(MarkdownBlock block, int size)
    {
        if (block.Length <= size) return [block];
        return Pack(block.Kind == BlockKind.List ? ItemsOf(block.Lines) : block.Lines.Select(line => (IReadOnlyList<string>)[line]), size)
            .Select(lines => block with { Lines = lines });
    }

    private static IEnumerable<IReadOnlyList<string>> ItemsOf(IReadOnlyList<string> lines)
    {
        var item = new List<string>();
        foreach (var line in lines)
        {
            if (item.Count > 0 && MarkdownReader.IsItem(line))
            {
                yield return item;
                item = [];
            }
            item.Add(line);
        }
        yield return item;
    }

    private static IEnumerable<IReadOnlyList<string>> Pack(IEnumerable<IReadOnlyList<string>> parts, int size)
    {
        var open = new List<string>();
        var length = 0;
        foreach (var line in parts.SelectMany(part => Fit(part, size)))
        {
            var added = line.Sum(each => each.Length + 1);
            if (open.Count > 0 && length + added > size)
            {
                yield return open;
                (open, length) = ([], 0);
            }
            open.AddRange(line);
            length += added;
        }
        yield return open;
    }

    private static IEnumerable<IReadOnlyList<string>> Fit(IReadOnlyList<string> part, int size) =>
        part.Sum(line => line.Length + 1) <= size
            ? [part]
            : part.SelectMany(line => Cut(line, size)).Select(line => (IReadOnlyList<string>)[line]);

    private static IEnumerable<string> Cut(string line, int size)
    {
        var rest = line;
        while (rest.Length > size)
        {
            var end = EndOf(rest, size);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }
        if (rest.Length > 0 || line.Length == 0) yield return rest;
    }

    private static int EndOf(string text, int size)
    {
        var sentences = Sentences.Ranges(text).Select(sentence => sentence.End.Value).TakeWhile(end => end <= size).LastOrDefault();
        if (sentences > size / 2) return sentences;
        var space = text.LastIndexOf(' ', size - 1, size / 2);
        if (space > 0) return space;
        return char.IsHighSurrogate(text[size - 1]) ? size - 1 : size;
    }
}
