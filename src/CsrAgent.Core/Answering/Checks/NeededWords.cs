using System.Buffers;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Words or marks of which an expression needs one in plain ASCII text. Looking for them takes a tenth of what the expression takes, and
/// most sentences have none. Text with any other character always goes to the expression: letters have look-alikes there.
/// </summary>
internal sealed class NeededWords(params string[] words)
{
    private readonly SearchValues<string> _words = SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    public bool MayBeIn(ReadOnlySpan<char> text) => text.ContainsAnyExceptInRange('\0', '\u007F') || text.ContainsAny(_words);
}
