namespace CsrAgent.Knowledge.Passages;

/// <summary>Reads Markdown line by line into blocks. Only blank lines are left out.</summary>
internal sealed class MarkdownReader
{
    private readonly List<MarkdownBlock> _blocks = [];
    private List<string> _open = [];
    private BlockKind _kind;
    private string? _fence;
    private int _blanks;

    public static IReadOnlyList<MarkdownBlock> Read(string markdown)
    {
        var reader = new MarkdownReader();
        foreach (var line in LinesOf(markdown)) reader.Take(line);
        reader.Close();
        return reader._blocks;
    }

    public static string[] LinesOf(string markdown) => markdown.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');

    private void Take(string line)
    {
        if (_fence is not null) TakeCode(line);
        else if (string.IsNullOrWhiteSpace(line)) TakeBlank();
        else if (IsContinuation(line)) Add(line);
        else if (IsHeading(line)) Only(BlockKind.Heading, line);
        else if (FenceOf(line) is { } fence) (_, _fence) = (Start(BlockKind.Code, line), fence);
        else if (IsItem(line)) Continue(BlockKind.List, line);
        else if (line.TrimStart().StartsWith('|')) Continue(BlockKind.Table, line);
        else Continue(_kind == BlockKind.List && _blanks == 0 ? BlockKind.List : BlockKind.Paragraph, line);
    }

    private void TakeCode(string line)
    {
        _open.Add(line);
        // As many marks as began it, or more, and nothing after them: fewer are code.
        var text = line.Trim();
        if (text.Length < _fence!.Length || text.AsSpan().ContainsAnyExcept(_fence[0])) return;
        _fence = null;
        Close();
    }

    // A list continues after a blank line if another item or an indented line follows.
    private void TakeBlank()
    {
        _blanks++;
        if (_kind != BlockKind.List) Close();
    }

    private bool IsContinuation(string line) =>
        _open.Count > 0 && _kind == BlockKind.List && (line.StartsWith("  ", StringComparison.Ordinal) || line[0] == '\t');

    private void Continue(BlockKind kind, string line)
    {
        if (_open.Count == 0 || _kind != kind) Start(kind, line);
        else Add(line);
    }

    private void Add(string line)
    {
        if (_blanks > 0) _open.Add("");
        _blanks = 0;
        _open.Add(line);
    }

    private bool Start(BlockKind kind, string line)
    {
        Close();
        _kind = kind;
        _open.Add(line);
        return true;
    }

    private void Only(BlockKind kind, string line)
    {
        Start(kind, line);
        Close();
    }

    private void Close()
    {
        if (_open.Count > 0) _blocks.Add(new MarkdownBlock(_kind, _open));
        (_open, _kind, _blanks) = ([], BlockKind.Paragraph, 0);
    }

    private static bool IsHeading(string line)
    {
        var text = line.AsSpan().TrimStart(' ');
        var marks = text.Length - text.TrimStart('#').Length;
        return line.Length - text.Length < 4 && marks is >= 1 and <= 6 && (text.Length == marks || text[marks] == ' ');
    }

    internal static bool IsItem(string line)
    {
        var text = line.AsSpan().TrimStart(' ');
        if (line.Length - text.Length > 3 || text.Length < 2) return false;
        if (text[0] is '-' or '*' or '+') return text[1] == ' ';
        var digits = text.Length - text.TrimStart("0123456789").Length;
        return digits is >= 1 and <= 9 && text.Length > digits + 1 && text[digits] is '.' or ')' && text[digits + 1] == ' ';
    }

    private static string? FenceOf(string line)
    {
        var text = line.TrimStart();
        if (text.Length == 0 || text[0] is not ('`' or '~')) return null;
        var length = text.Length - text.TrimStart(text[0]).Length;
        return length < 3 ? null : text[..length];
    }
}
