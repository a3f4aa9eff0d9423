using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Slack.Events;

/// <summary>Between Slack's markup and what people typed.</summary>
internal static partial class SlackText
{
    /// <summary>
    /// What a person sees: links and numbers that Slack found are written out, so that a card number that it took for a telephone number is
    /// found too; mentions of the app are left out.
    /// </summary>
    public static string ToPlain(string text, string self)
    {
        var plain = MarkupPattern().Replace(text, match => Shown(match.Groups[1].Value, Label(match.Groups[2]), self));
        return Unescape(plain).Trim();
    }

    /// <summary>What a person wrote, for channels whose markup is Markdown: *bold* and ~struck~ have two signs there.</summary>
    public static string ToMarkdown(string plain) => EmphasisPattern().Replace(plain, "$1$1$2$1$1");

    public static bool Mentions(string text, string user) =>
        text.Contains($"<@{user}>", StringComparison.Ordinal) || text.Contains($"<@{user}|", StringComparison.Ordinal);

    private static string? Label(Group group) => group.Success ? group.Value : null;

    private static string Shown(string target, string? label, string self) =>
        target[0] switch
        {
            '@' => target[1..] == self ? "" : "@" + (label ?? target[1..]),
            '#' => "#" + (label ?? target[1..]),
            '!' => label ?? "@" + target[1..].Split('^')[0],
            _ => Link(target, label),
        };

    private static string Link(string target, string? label)
    {
        var address = target.StartsWith("mailto:", StringComparison.Ordinal) || target.StartsWith("tel:", StringComparison.Ordinal)
            ? target[(target.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : target;
        var isShown = label is null || label == address || address.EndsWith("//" + label, StringComparison.Ordinal);
        return isShown ? address : $"{label} ({address})";
    }

    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);

    // Neither in code nor in sums such as 2*3*4.
    [GeneratedRegex(@"(?<![\w*~`])([*~])(?=[^\s*~])([^*~`\n]*[^\s*~`])\1(?![\w*~`])")]
    private static partial Regex EmphasisPattern();

    [GeneratedRegex(@"<([@#!]?[^<>|]+)(?:\|([^<>]*))?>")]
    private static partial Regex MarkupPattern();
}
