using System.Text.RegularExpressions;

namespace CsrAgent.Languages;

/// <summary>
/// A customer's own words in a message: without quoted mail, signatures and what a mail program adds. A lawyer in a footer threatens
/// nobody, and a quoted answer asks for nothing.
/// </summary>
internal static partial class OwnWords
{
    /// <summary>The text itself where nothing is to be cut, or nothing would be left.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\n')) return text;
        var lines = text.Split('\n');
        var kept = new List<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith('>')) continue;
            if (Delimiter().IsMatch(line) || QuoteBegins().IsMatch(line) || IsWrappedQuote(lines, i) || IsHeaders(lines, i)) break;
            kept.Add(lines[i]);
            if (Closing().IsMatch(line)) i = SkipSignature(lines, i);
        }
        var own = string.Join('\n', kept).Trim();
        return kept.Count == lines.Length || !own.Any(char.IsLetterOrDigit) ? text : own;
    }

    // Name, title, company, address, legal notice; what follows an empty line and "PS" is the customer's again.
    private static int SkipSignature(string[] lines, int closing)
    {
        for (var i = closing + 1; i < lines.Length; i++)
        {
            if (Postscript().IsMatch(lines[i].TrimStart())) return i - 1;
        }
        return lines.Length;
    }

    // "On Monday, 3 November 2026 at 10:15, Support <support@example.com>" and on the next line "wrote:".
    private static bool IsWrappedQuote(string[] lines, int at) =>
        at + 1 < lines.Length
        && QuoteBegins().IsMatch($"{lines[at].Trim()} {lines[at + 1].Trim()}")
        && lines[at + 1].TrimEnd().EndsWith(':');

    // "From:" and, right below it, "Sent:" or "Subject:", or "Date:" and an address. "From: Berlin", "To: Munich" is a journey.
    private static bool IsHeaders(string[] lines, int at)
    {
        if (!FirstHeader().IsMatch(lines[at].Trim())) return false;
        var (dated, addressed) = (false, lines[at].Contains('@'));
        for (var i = at + 1; i < lines.Length && NextHeader().IsMatch(lines[i].Trim()); i++)
        {
            if (MailHeader().IsMatch(lines[i].Trim())) return true;
            dated |= DateHeader().IsMatch(lines[i].Trim());
            addressed |= lines[i].Contains('@');
        }
        return dated && addressed;
    }

    [GeneratedRegex(
        @"^(on .{6,150} wrote|am .{6,150} schrieb.{0,80}|le .{6,150} a écrit|el .{6,150} escribió|op .{6,150} schreef.{0,80}"
            + @"|il .{6,150} ha scritto|em .{6,150} escreveu) ?:$"
            + @"|^-{2,} ?(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original"
            + @"|messaggio originale|mensagem original|oorspronkelijk bericht) ?-{2,}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex QuoteBegins();

    [GeneratedRegex(
        @"^(--|__+|sent from (my|mail|outlook|yahoo|proton).{0,60}|get outlook for .{1,20}"
            + @"|(von meinem|gesendet von|envoyé de|enviado desde|enviado do|inviato da) .{1,60})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Delimiter();

    [GeneratedRegex(
        @"^((kind|best|warm|warmest|many)? ?regards|sincerely|yours (faithfully|truly|sincerely)|sincerely yours|mit freundlichen grüßen"
            + @"|freundliche grüße|viele grüße|beste grüße|cordialement|bien à vous|saludos( cordiales)?|un saludo|atentamente"
            + @"|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(en)?)[,.!]?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Closing();

    [GeneratedRegex(@"^p\.? ?s\.?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Postscript();

    [GeneratedRegex(@"^\*?(from|von|de|da|van) ?:\*? .+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FirstHeader();

    [GeneratedRegex(
        @"^\*?(sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviad[oa]|fecha|para|asunto|inviato|data|a|oggetto"
            + @"|assunto|verzonden|aan|onderwerp) ?:\*?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NextHeader();

    [GeneratedRegex(
        @"^\*?(sent|subject|gesendet|betreff|envoyé|objet|enviad[oa]|asunto|inviato|oggetto|assunto|verzonden|onderwerp) ?:\*?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex MailHeader();

    [GeneratedRegex(@"^\*?(date|datum|fecha|data) ?:\*?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateHeader();
}
