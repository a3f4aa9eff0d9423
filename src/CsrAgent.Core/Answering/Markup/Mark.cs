using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Markup;

/// <summary>
/// A control token of an open model's format, such as <c>&lt;think&gt;</c> or <c>&lt;|channel|&gt;</c>, which some servers leave in the
/// text of a reply.
/// </summary>
/// <param name="Length">In characters, from its opening bracket.</param>
internal readonly partial record struct Mark(MarkKind Kind, bool Closes, int Length)
{
    private const int MaxLength = 80;

    private static readonly Dictionary<string, MarkKind> Kinds = new(StringComparer.Ordinal)
    {
        ["think"] = MarkKind.Reasoning,
        ["thinking"] = MarkKind.Reasoning,
        ["thought"] = MarkKind.Reasoning,
        ["thoughts"] = MarkKind.Reasoning,
        ["thought_process"] = MarkKind.Reasoning,
        ["reasoning"] = MarkKind.Reasoning,
        ["reflection"] = MarkKind.Reasoning,
        ["analysis"] = MarkKind.Reasoning,
        ["scratchpad"] = MarkKind.Reasoning,
        ["internal"] = MarkKind.Reasoning,
        ["inner_monologue"] = MarkKind.Reasoning,
        ["internal_monologue"] = MarkKind.Reasoning,
        ["monologue"] = MarkKind.Reasoning,
        ["plan"] = MarkKind.Reasoning,
        ["planning"] = MarkKind.Reasoning,
        // Gemma's, around its thoughts.
        ["unused94"] = MarkKind.Reasoning,
        ["unused95"] = MarkKind.Reasoning,
        ["antthinking"] = MarkKind.Reasoning,
        ["chain_of_thought"] = MarkKind.Reasoning,
        ["tool"] = MarkKind.ToolCall,
        ["tool_call"] = MarkKind.ToolCall,
        ["tool_calls"] = MarkKind.ToolCall,
        ["tool_code"] = MarkKind.ToolCall,
        ["tool_use"] = MarkKind.ToolCall,
        ["toolcall"] = MarkKind.ToolCall,
        ["function"] = MarkKind.ToolCall,
        ["function_call"] = MarkKind.ToolCall,
        ["function_calls"] = MarkKind.ToolCall,
        ["invoke"] = MarkKind.ToolCall,
        ["python_tag"] = MarkKind.ToolCall,
        ["tool_response"] = MarkKind.ToolResult,
        ["tool_result"] = MarkKind.ToolResult,
        ["tool_results"] = MarkKind.ToolResult,
        ["tool_output"] = MarkKind.ToolResult,
        ["function_results"] = MarkKind.ToolResult,
        ["channel"] = MarkKind.Channel,
        ["message"] = MarkKind.Message,
        ["start"] = MarkKind.Role,
        ["im_start"] = MarkKind.Role,
        ["start_of_turn"] = MarkKind.Role,
        ["start_header_id"] = MarkKind.Role,
        ["end"] = MarkKind.End,
        ["call"] = MarkKind.End,
        ["return"] = MarkKind.End,
        ["im_end"] = MarkKind.End,
        ["eom_id"] = MarkKind.End,
        ["eot_id"] = MarkKind.End,
        ["endoftext"] = MarkKind.End,
        ["end_of_text"] = MarkKind.End,
        ["end_of_turn"] = MarkKind.End,
        ["answer"] = MarkKind.Noise,
        ["final_answer"] = MarkKind.Noise,
        ["response"] = MarkKind.Noise,
        ["s"] = MarkKind.Noise,
    };

    /// <summary>Parts of names that mark reasoning whatever else is in them: "longcat_think", "assistant_thinking".</summary>
    private static readonly HashSet<string> ReasoningParts = ["think", "thinking", "thought", "thoughts", "reason", "reasoning"];

    private static readonly string[] Prefixes = ["begin_of_", "end_of_", "start_", "end_"];

    private static readonly string[] Suffixes = ["_begin", "_end"];

    private static readonly string[] Brackets = ["<>", "[]", "◁▷"];

    // As HTML spells the angle brackets.
    private const string EscapedOpening = "&lt;";
    private const string EscapedClosing = "&gt;";

    public static bool MayOpenAt(char c) => c is '<' or '[' or '◁' or '&';

    /// <summary>The mark at the beginning of the text; null if there is none, or none yet.</summary>
    /// <param name="mayGrow">True if more text may make it one.</param>
    public static Mark? Read(ReadOnlySpan<char> text, out bool mayGrow)
    {
        mayGrow = false;
        var opening = text[0];
        if (opening == '&') return ReadEscaped(text, out mayGrow);
        var close = text[..Math.Min(text.Length, MaxLength)].IndexOf(Brackets.First(pair => pair[0] == opening)[1]);
        if (close < 0)
        {
            mayGrow = text.Length < MaxLength && MayBecomeMark(text);
            return null;
        }
        var body = text[1..close].ToString();
        var name = Name(body);
        // Only Mistral's marks are in square brackets and in capitals: "[think]" may be anything.
        if (opening == '[' && (name.Length == 0 || body.Any(char.IsAsciiLetterLower))) return null;
        return KindOf(name, body) is { } kind ? new(kind, IsClosing(body), close + 1) : null;
    }

    // "&lt;think&gt;"
    private static Mark? ReadEscaped(ReadOnlySpan<char> text, out bool mayGrow)
    {
        mayGrow = text.Length < EscapedOpening.Length && EscapedOpening.StartsWith(text, StringComparison.OrdinalIgnoreCase);
        if (!text.StartsWith(EscapedOpening, StringComparison.OrdinalIgnoreCase)) return null;
        var body = text[EscapedOpening.Length..Math.Min(text.Length, MaxLength)];
        var close = body.IndexOf('&');
        var isClosed = close >= 0 && body[close..].StartsWith(EscapedClosing, StringComparison.OrdinalIgnoreCase);
        if (isClosed)
        {
            return Read($"<{body[..close]}>", out mayGrow) is { } mark
                ? mark with
                {
                    Length = EscapedOpening.Length + close + EscapedClosing.Length,
                }
                : null;
        }
        var closes = close < 0 || EscapedClosing.StartsWith(body[close..], StringComparison.OrdinalIgnoreCase);
        mayGrow = closes && text.Length < MaxLength && MayBecomeMark($"<{(close < 0 ? body : body[..close])}");
        return null;
    }

    // "<end>" is an ordinary tag, "<|end|>" a mark, and so is Gemma's "<end_of_turn>".
    private static MarkKind? KindOf(string name, string body) =>
        // "<|channel>thought" and "<channel|>" around the thoughts of Gemma 4.
        name == "channel" && IsHalfToken(body) ? MarkKind.Reasoning
        : Kinds.TryGetValue(name, out var kind)
        && (kind is < MarkKind.Channel or MarkKind.Noise || IsToken(body) || name.Contains('_', StringComparison.Ordinal))
            ? kind
        : IsToken(body) ? MarkKind.Noise
        : null;

    // "<|END_THINKING|>" is named "thinking", "<｜tool▁calls▁begin｜>" "tool_calls", "<function=x>" "function".
    private static string Name(string body)
    {
        var name = InBrackets().Replace(body, "$1_").Trim('|', '｜', '/', ' ').Replace('▁', '_').Replace('-', '_').ToLowerInvariant();
        name = name.Split([' ', '=', '\n', '\t'], 2)[0];
        if (name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon) name = name[(colon + 1)..];
        if (Kinds.ContainsKey(name)) return name;
        if (name.Split('_').Any(ReasoningParts.Contains)) return "reasoning";
        if (Prefixes.FirstOrDefault(part => name.StartsWith(part, StringComparison.Ordinal)) is { } prefix) return name[prefix.Length..];
        return Suffixes.FirstOrDefault(part => name.EndsWith(part, StringComparison.Ordinal)) is { } suffix ? name[..^suffix.Length] : name;
    }

    private static bool IsToken(string body) => body.Length > 2 && body[0] is '|' or '｜' && body[^1] is '|' or '｜';

    private static bool IsHalfToken(string body) => body.Length > 2 && body[0] == '|' != (body[^1] == '|');

    private static bool IsClosing(string body)
    {
        var bare = body.Trim('|', '｜', ' ').Replace('▁', '_').Replace(' ', '_');
        return bare.StartsWith('/')
            || bare == "unused95"
            || IsHalfToken(body) && body[^1] == '|'
            || bare.StartsWith("END_", StringComparison.OrdinalIgnoreCase)
            || bare.EndsWith("_end", StringComparison.OrdinalIgnoreCase);
    }

    private static bool MayBecomeMark(ReadOnlySpan<char> text)
    {
        var body = text[1..].ToString();
        if (text[0] == '[') return body.All(c => char.IsAsciiLetterUpper(c) || c is '_' or '/' or ' ');
        var name = body.TrimStart('|', '｜', '/', ' ');
        if (body.Length == 0 || body[0] is '|' or '｜' or '/') return true;
        // "< think >" as well; "3 < 5" is decided by its next character.
        if (name.Length + 1 < body.Length) return false;
        // Any word may end with "_think".
        if (name.All(c => char.IsAsciiLetter(c) || c == '_')) return true;
        var word = Name(name);
        return Kinds.ContainsKey(word) || name.Contains(':') || Kinds.Keys.Any(known => known.StartsWith(word, StringComparison.Ordinal));
    }

    // "[BEGIN THINKING]"
    [GeneratedRegex("^(BEGIN|START|END) (?=[A-Z]+$)")]
    private static partial Regex InBrackets();
}
