using System.Text;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Finds what is not meant for a customer: a model's reasoning or a tool call in the notations of models that were not parsed before
/// (<see cref="Markup.ReplyMarkup"/>), however the marks are disguised.
/// </summary>
internal static partial class InnerText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Reasoning =
        "think(?:ing)?|thoughts?|thought process|reasoning|rationale|cot|chain[ _-]of[ _-]thought|scratchpad|reflection|inner monologue|"
        + "analysis";

    private const string Calls = "tool_?calls?|tool_?code|tool_?use|tool_?outputs?|function_?calls?|invoke";

    // What each alternative of the expression contains.
    private static readonly NeededWords InMarks = new(
        ["<", "&lt;", "[", "```", "_", "\"", "assistantfinal", "analysis", "commentary", "thinking", "thought", "reasoning", "action"]
    );

    /// <param name="text">A sentence or a whole answer.</param>
    public static bool IsIn(string text) => InMarks.MayBeIn(text) && Mark().IsMatch(Plain(Unescaped(text)));

    /// <summary>From which position an incomplete sentence must be held back until it is complete; its length if none.</summary>
    public static int HoldFrom(string sentence) =>
        Begins().Match(sentence) is { Success: true } match ? match.Index
        : InMarks.MayBeIn(sentence) && Mark().Match(sentence) is { Success: true } mark ? mark.Index
        : sentence.Length;

    private static string Unescaped(string text) =>
        text.Contains('&', StringComparison.Ordinal)
            ? text.Replace("&lt;", "<", StringComparison.OrdinalIgnoreCase).Replace("&gt;", ">", StringComparison.OrdinalIgnoreCase)
            : text;

    // Wide letters are read as plain ones, and invisible characters not at all.
    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u007F')) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC).Replace('‹', '<').Replace('›', '>'))
        {
            if (char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format) plain.Append(c);
        }
        return plain.ToString();
    }

    [GeneratedRegex(
        // <thinking>, <longcat_think>, [reasoning], [BEGIN THINKING], </cot>, and the control tokens of open models
        @"[<\[]\s*/?\s*(?:[a-z]+_|(?:begin|start|end)\s)?(?:" + Reasoning + "|" + Calls + @")(?:_[a-z]+)?\b[^>\]\n]{0,40}[>\]]"
            + @"|<\s*/?\s*reason\s*>|<unused\d+>|<\|[^>\n]{1,60}>|<[^>|\n]{1,60}\|>|<!--"
            // <details><summary>Thinking
            + @"|<details\b[^>]*>\s*(?:<summary>)?[^<\n]{0,40}(?:" + Reasoning + @")\b"
            // ```thinking
            + @"|```\s*(?:" + Reasoning + "|" + Calls + @")\b"
            // "analysisThe customer asks … assistantfinalYou can"
            + @"|assistantfinal|(?-i:^\W*(?:analysis|commentary)(?=\p{Lu}))"
            // **Thinking process:**
            + @"|^[\W_]*(?:(?:here(?: is|['’]s) )?my )?(?:thinking|thought|reasoning)(?: process| steps?)?[*_]*\s*[:：]"
            // Action: refund_order / Action Input: {}
            + @"|^[\W_]*action(?:[ _]input)?\s*[:：]\s*(?:\w+_\w+|\{)"
            // {"thought": "…"}
            + @"|""(?:thoughts?|thinking|reasoning|analysis|chain_of_thought)""\s*:\s*"""
            // {"name": "refund_order", "arguments": {…}} and refund_order(order="1")
            + @"|""(?:name|tool|function|action)""\s*:\s*""\w+""\s*,\s*""(?:arguments|parameters|args|input|action_input)""\s*:"
            + @"|^[\W_]*[a-z]+(?:_[a-z]+)+\([^)\n]*\)[\W_]*$",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"(?:<|&lt;)[^>\n]{0,60}$|&l?t?$|\[/?\w{0,20}\]?$|`{1,3}\w{0,20}$|\{[^}\n]{0,200}$"
            + @"|^\W*(?:analysis|commentary|action|my|here|thinking|thought|reasoning)\b[^.\n]{0,60}$"
            + @"|^[\W_]*[a-z]+(?:_[a-z]+)+\(?[^)\n]*$",
        Options
    )]
    private static partial Regex Begins();
}
