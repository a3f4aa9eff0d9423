using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Markup;

/// <summary>
/// Removes from a streamed reply what is not for the customer: reasoning, which is dropped, and tool calls written as text, which become
/// calls. Text that may become a mark is held back until that is known. For one writer.
/// </summary>
internal sealed partial class ReplyMarkup(IReadOnlyList<AIFunctionDeclaration> tools)
{
    private const int MaxJsonLength = 8_000;

    private static readonly SearchValues<char> Openings = SearchValues.Create("<[◁&{`");
    private static readonly SearchValues<char> InnerOpenings = SearchValues.Create("<[◁&");

    private readonly WrittenToolCall _written = new(tools);
    private readonly List<FunctionCallContent> _calls = [];
    private string _waiting = "";
    private MarkKind? _inside;
    private string _block = "";
    private int _depth;

    /// <summary>The calls written as text, in order.</summary>
    public IReadOnlyList<FunctionCallContent> Calls => _calls;

    /// <summary>True if a call was written that cannot be parsed.</summary>
    public bool HasBrokenCall { get; private set; }

    /// <summary>True if something was removed.</summary>
    public bool HasMarks { get; private set; }

    /// <summary>True if the text returned so far was reasoning: its end came without a beginning.</summary>
    public bool TakesBack { get; private set; }

    /// <summary>Takes more of the reply; returns the part that is known to be for the customer.</summary>
    public string Push(string text) => Read(text, atEnd: false);

    /// <summary>The reply is complete: returns the rest.</summary>
    public string Complete() => Read("", atEnd: true);

    private string Read(string text, bool atEnd)
    {
        TakesBack = false;
        // The usual case: nothing waits, and nothing may be a mark.
        if (_inside is null && _waiting.Length == 0 && !text.AsSpan().ContainsAny(Openings)) return text;
        var shown = new StringBuilder();
        var rest = _waiting + text;
        while (rest.Length > 0 && Step(ref rest, shown, atEnd)) { }
        _waiting = rest;
        if (atEnd && _inside is not null) EndBlock();
        return shown.ToString();
    }

    /// <summary>False if the rest has to wait.</summary>
    private bool Step(ref string rest, StringBuilder shown, bool atEnd)
    {
        var at = rest.AsSpan().IndexOfAny(_inside is null ? Openings : InnerOpenings);
        if (at != 0)
        {
            Take(ref rest, at < 0 ? rest.Length : at, shown);
            return true;
        }
        if (Mark.MayOpenAt(rest[0]) && Mark.Read(rest, out var mayGrow) is { } mark) return Step(mark, ref rest, shown, atEnd);
        if (Mark.MayOpenAt(rest[0]) && Mark.Read(rest, out mayGrow) is null && mayGrow && !atEnd) return false;
        if (_inside is null && rest[0] is '{' or '[' or '`') return StepJson(ref rest, shown, atEnd);
        Take(ref rest, 1, shown);
        return true;
    }

    private bool Step(Mark mark, ref string rest, StringBuilder shown, bool atEnd)
    {
        HasMarks = true;
        if (_inside is { } kind) return StepInside(kind, mark, ref rest);
        switch (mark.Kind)
        {
            case MarkKind.Reasoning when mark.Closes:
                TakeBack(shown);
                break;
            case MarkKind.Role or MarkKind.Channel:
                return StepHead(mark, ref rest, shown, atEnd);
            case MarkKind.Reasoning or MarkKind.ToolResult or MarkKind.ToolCall when !mark.Closes:
                (_inside, _depth, _block) = (mark.Kind, 1, rest[..mark.Length]);
                break;
        }

        rest = rest[mark.Length..];
        return true;
    }

    /// <summary>All before was reasoning.</summary>
    private void TakeBack(StringBuilder shown)
    {
        shown.Clear();
        _calls.Clear();
        (TakesBack, HasBrokenCall) = (true, false);
    }

    private bool StepInside(MarkKind kind, Mark mark, ref string rest)
    {
        var ends = kind switch
        {
            _ when mark.Kind is MarkKind.Role or MarkKind.Channel => true,
            MarkKind.ToolCall when mark.Kind == MarkKind.End => true,
            MarkKind.Channel or MarkKind.Role => mark.Kind == MarkKind.End,
            _ when mark.Kind != kind => false,
            _ => (_depth += mark.Closes ? -1 : 1) == 0,
        };
        // The beginning of something else is read again, outside.
        var taken = ends && mark.Kind is MarkKind.Role or MarkKind.Channel ? 0 : mark.Length;
        _block += rest[..taken];
        rest = rest[taken..];
        if (ends) EndBlock();
        return true;
    }

    /// <summary>
    /// "&lt;|channel|&gt;analysis&lt;|message|&gt;": what follows is reasoning, a call or the answer, depending on the header.
    /// </summary>
    private bool StepHead(Mark mark, ref string rest, StringBuilder shown, bool atEnd)
    {
        var after = rest[mark.Length..];
        var match = (mark.Kind == MarkKind.Role ? Role() : Head()).Match(after);
        if (!match.Success && !atEnd) return false;
        var head = match.Success ? match.Groups["head"].Value : after;
        rest = match.Success ? after[match.Length..] : "";
        var hidden =
            mark.Kind == MarkKind.Role
                ? !head.Trim().Equals("assistant", StringComparison.OrdinalIgnoreCase)
                : PlainHead().IsMatch(head) && !head.TrimStart().StartsWith("final", StringComparison.OrdinalIgnoreCase);
        if (hidden) (_inside, _depth, _block) = (mark.Kind, 1, head);
        // Reasoning whose opening got lost: nothing stands before the final channel.
        else if (mark.Kind == MarkKind.Channel && head.TrimStart().StartsWith("final", StringComparison.OrdinalIgnoreCase)) TakeBack(shown);
        return true;
    }

    /// <summary>JSON and code are held back until they are complete, since they may be a call.</summary>
    private bool StepJson(ref string rest, StringBuilder shown, bool atEnd)
    {
        if (LengthOfJson(rest) is not { } length)
        {
            Take(ref rest, 1, shown);
            return true;
        }
        if (length < 0 && !atEnd && rest.Length < MaxJsonLength) return false;
        var piece = length < 0 ? rest : rest[..length];
        var start = Math.Max(0, piece.AsSpan().IndexOfAny('{', '['));
        var json = piece[start..].TrimEnd('`', ' ', '\n');
        var calls = _written.InBareJson(json);
        _calls.AddRange(calls);
        var thought = calls.Count == 0 ? WrittenThought.In(json) : null;
        var isBroken = calls.Count == 0 && length < 0 && _written.MentionsTool(piece);
        HasBrokenCall |= isBroken;
        HasMarks |= isBroken || calls.Count > 0 || thought is not null;
        if (calls.Count == 0 && !isBroken) shown.Append(thought is null ? piece : thought.Answer);
        rest = rest[piece.Length..];
        return true;
    }

    /// <summary>Null if no JSON begins here; -1 while it is incomplete.</summary>
    private static int? LengthOfJson(string rest)
    {
        if (rest[0] != '`')
        {
            var next = rest.AsSpan(1).TrimStart();
            return next.IsEmpty || next[0] is '"' or '{' ? WrittenToolCall.JsonLength(rest) : null;
        }
        if (!"```".StartsWith(rest[..Math.Min(3, rest.Length)], StringComparison.Ordinal)) return null;
        var close = rest.Length < 3 ? -1 : rest.IndexOf("```", 3, StringComparison.Ordinal);
        return close < 0 ? -1 : close + 3;
    }

    private void Take(ref string rest, int length, StringBuilder shown)
    {
        if (_inside is null) shown.Append(rest, 0, length);
        else _block += rest[..length];
        rest = rest[length..];
    }

    private void EndBlock()
    {
        if (_inside == MarkKind.ToolCall || _inside == MarkKind.Channel && _block.Contains("to=functions.", StringComparison.Ordinal))
        {
            var calls = _written.InMarks(_block);
            _calls.AddRange(calls);
            HasBrokenCall |= calls.Count == 0;
        }
        (_inside, _block) = (null, "");
    }

    [GeneratedRegex(
        @"^\s*(?<head>[^\n<&]{0,40}?)\s*(?:\n|(?:<|&lt;)\|end_header_id\|(?:>|&gt;)\s*|(?=(?:<|&lt;)\|))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Role();

    [GeneratedRegex(@"^(?<head>.*?)(?:<|&lt;)\|message\|(?:>|&gt;)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    // A header with more in it is the reasoning itself, and the answer follows.
    [GeneratedRegex(@"^\s*(analysis|commentary|final)\b(\s+to=\S+)?(\s*<\|constrain\|>\s*\w+|\s+(json|code))?\s*$")]
    private static partial Regex PlainHead();
}
