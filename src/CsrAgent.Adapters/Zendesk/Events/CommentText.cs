using System.Text;
using System.Text.RegularExpressions;
using CsrAgent.Adapters.Zendesk.Api;
using CsrAgent.Admission;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>What a customer wrote in a comment, without what their mail program put around it. Pure.</summary>
internal static partial class CommentText
{
    private const int MaxNames = 10;
    private const string Cut = " […]";

    /// <summary>Zendesk writes this above the history that it puts into its mails.</summary>
    private const string ReplyLine = "##- Please type your reply above this line -##";

    /// <summary>Empty if nothing is left.</summary>
    /// <param name="ticket">Its subject begins the first comment, which often says what the text only refers to.</param>
    /// <param name="comment">By the requester.</param>
    public static string Of(ZendeskTicket ticket, ZendeskComment comment)
    {
        var text = Unquoted(Normal(comment.Text));
        var subject = Normal(ticket.Subject ?? "");
        var isFirst = ticket.Description is { } first && Normal(first) == Normal(comment.Text);
        if (isFirst && subject.Length > 0 && !text.StartsWith(subject.TrimEnd('…', '.'), StringComparison.OrdinalIgnoreCase))
        {
            text = $"{subject}\n\n{text}";
        }
        if (comment.Attachments.Count > 0) text = $"{text}\n\n{Files(comment.Attachments)}";
        text = text.Trim();
        return text.Length <= AdmissionRules.MaxText ? text : Shorten(text);
    }

    /// <summary>One line of at most so many characters, such as a name.</summary>
    public static string Line(string text, int max)
    {
        var line = Normal(text).ReplaceLineEndings(" ");
        return line.Length <= max ? line : line[..(char.IsHighSurrogate(line[max - 1]) ? max - 1 : max)];
    }

    private static string Files(IReadOnlyList<string> names)
    {
        var more = names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "";
        return $"[Attached, not read: {string.Join(", ", names.Take(MaxNames).Select(Normal))}{more}]";
    }

    /// <summary>Valid Unicode without NUL, with plain line ends.</summary>
    private static string Normal(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD').Replace('\u00A0', ' ');
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain)).Trim();
    }

    /// <summary>The text above the first quotation or signature; the whole text if there is nothing above it.</summary>
    private static string Unquoted(string text)
    {
        var lines = text.Split('\n');
        var end = Enumerable.Range(0, lines.Length).FirstOrDefault(at => IsEnd(lines, at), lines.Length);
        var words = string.Join('\n', lines[..end].Where(line => !line.StartsWith('>'))).Trim();
        return words.Length > 0 ? words : text;
    }

    private static bool IsEnd(string[] lines, int at)
    {
        var line = lines[at];
        var next = at + 1 < lines.Length ? lines[at + 1] : "";
        return line.TrimEnd() is "--"
            || line.Contains(ReplyLine, StringComparison.Ordinal)
            || DividerPattern().IsMatch(line)
            || SentFromPattern().IsMatch(line)
            || (FromPattern().IsMatch(line) && SentPattern().IsMatch(next))
            || AttributionPattern().IsMatch(line)
            // Some programs break it: "On 5 March, Ann <ann@example.com>" and below it "wrote:".
            || AttributionPattern().IsMatch($"{line} {next}");
    }

    private static string Shorten(string text)
    {
        var end = AdmissionRules.MaxText - Cut.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + Cut;
    }

    [GeneratedRegex(
        @"^\s*-{2,}\s*(Original|Forwarded|Reply|Ursprüngliche|Weitergeleitete|Message d'origine|Mensaje original|Messaggio)\b.*-{2,}\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DividerPattern();

    [GeneratedRegex(
        @"^\s*(On|Am|Le|El|Il|Em|Op|Den|W dniu)\s(?=.*\d).{6,240}"
            + @"\b(wrote|schrieb.{0,120}|a écrit|escribió|ha scritto|escreveu|schreef.{0,120}|skrev.{0,120}|pisze)\s?:\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AttributionPattern();

    [GeneratedRegex(@"^\s*\*?(From|Von|De|Da|Van|Från):\*?\s", RegexOptions.IgnoreCase)]
    private static partial Regex FromPattern();

    [GeneratedRegex(
        @"^\s*\*?(Sent|Date|Gesendet|Datum|Envoyé|Enviado|Fecha|Inviato|Data|Verzonden|Skickat):\*?\s",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SentPattern();

    [GeneratedRegex(
        @"^\s*(Sent from (my|Mail|Outlook|Yahoo)|Get Outlook for|Von meinem .{2,30} gesendet|Gesendet von|Envoyé de mon|Enviado desde mi"
            + @"|Inviato da)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SentFromPattern();
}
