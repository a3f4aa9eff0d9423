using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>What mail programs, virus scanners and lawyers put below each mail. Pure.</summary>
internal static partial class MailFooter
{
    /// <summary>No advertisement of a mail program is longer.</summary>
    private const int MaxSentFrom = 80;

    /// <summary>What a footer begins with says what it is.</summary>
    private const int MaxBeginning = 400;

    /// <summary>Lines of its first paragraph that are read for what a title alone does not say.</summary>
    private const int MaxParagraph = 20;

    /// <summary>What mails are written with. A customer's "mail" is a small one.</summary>
    private const string Program =
        "(?:i?Phon|iPad|tablet|smartphone|mobile|móvil|celular|device|Handy|Mobil|Galaxy|Samsung|Huawei|Pixel|Xiaomi|BlackBerry|Android|"
        + "Outlook|(?-i:Mail)|Courrier|Correo|Yahoo|Gmail|AOL|Proton|GMX|WEB\\.DE)";

    /// <summary>The rest of the line: no sentence that goes on, but for what Yahoo says of itself, and an address.</summary>
    private const string Rest = "(?: Mail[.:] .+|[^,.:;!?]{0,40}(?:[<(]\\S+)?[\\s.]*)$";

    private const string Title =
        "(?:(?:confidentiality|legal|privacy) (?:notice|note)|disclaimer|haftungsausschluss|vertraulichkeitshinweis|rechtlicher hinweis|"
        + "avis de confidentialité|avertissement|aviso legal|aviso de confidencialidade?|avviso di riservatezza)\\b";

    /// <summary>The lines above it.</summary>
    public static IEnumerable<string> Without(IReadOnlyList<string> lines)
    {
        var end = lines.Count;
        var begin = 0;
        while (begin < end && string.IsNullOrWhiteSpace(lines[begin])) begin++;
        for (var at = begin + 1; at < end; at++)
        {
            if (IsLegal(lines, at)) end = at;
        }
        while (end > begin && IsBelow(lines[end - 1])) end--;
        return lines.Take(end);
    }

    /// <summary>
    /// A paragraph of its own; within other words it may be the customer's. So may one that asks something, and one that begins with a
    /// title and does not go on as lawyers do.
    /// </summary>
    private static bool IsLegal(IReadOnlyList<string> lines, int at)
    {
        if (!string.IsNullOrWhiteSpace(lines[at - 1]) && !RulePattern().IsMatch(lines[at - 1])) return false;
        var begin = Beginning(lines[at]);
        var hasTitle = TitlePattern().IsMatch(begin);
        if (!hasTitle && !LegalPattern().IsMatch(begin)) return false;
        var paragraph = string.Join(
            '\n',
            lines.Skip(at).Take(MaxParagraph).TakeWhile(line => !string.IsNullOrWhiteSpace(line)).Select(Beginning)
        );
        return !QuestionPattern().IsMatch(paragraph)
            && (!hasTitle || TitleLinePattern().IsMatch(begin) || SecretPattern().IsMatch(paragraph));
    }

    private static string Beginning(string line) => line.Length <= MaxBeginning ? line : line[..MaxBeginning];

    private static bool IsBelow(string line) =>
        string.IsNullOrWhiteSpace(line) || RulePattern().IsMatch(line) || (line.Length <= MaxSentFrom && SentFromPattern().IsMatch(line));

    [GeneratedRegex(@"^\s*(?:_{3,}|-{3,}|\*{3,}|={3,})\s*$")]
    private static partial Regex RulePattern();

    [GeneratedRegex(@"^\W*" + Title, RegexOptions.IgnoreCase)]
    private static partial Regex TitlePattern();

    /// <summary>The title and nothing else.</summary>
    [GeneratedRegex(@"^\W*" + Title + @"\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex TitleLinePattern();

    [GeneratedRegex(
        "confiden[tc]i|intended|privileged|vertraulich|ausschließlich|destiné|destinat|exclusiv|riservat|vertrouwelijk",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretPattern();

    /// <summary>Not within an address.</summary>
    [GeneratedRegex(@"[?？](?!\S*[=&/])")]
    private static partial Regex QuestionPattern();

    [GeneratedRegex(
        @"^(?:\W*|P )(?:(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission)\b.{0,160}\b"
            + @"(?:confidential|privileged|intended (?:only|solely|for))|"
            + @"(?:diese (?:e-?mail|nachricht)|die (?:information(?:en)?|inhalte?) (?:in )?dieser (?:e-?mail|nachricht)).{0,200}"
            + @"(?:vertraulich|ausschließlich)|"
            + @"ce (?:message|courriel|mail|e-?mail)\b.{0,200}(?:confidentiel|exclusivement)|"
            + @"(?:este (?:mensaje|correo|e-?mail|mensagem)|esta (?:mensagem|comunicación))\b.{0,200}(?:confidencia|exclusiv)|"
            + @"(?:questo messaggio|questa e-?mail|le informazioni contenute)\b.{0,200}(?:riservat|confidenzial)|"
            + @"(?:dit (?:bericht|e-?mailbericht)|deze e-?mail)\b.{0,200}vertrouwelijk|"
            + @"(?:please )?(?:consider|think of) the environment before|bitte (?:denken|prüfen) sie.{0,80}druck|"
            + @"(?:avant d['’]imprimer|pensez à l['’]environnement)|virus-?free\b|"
            + @"(?:this e-?mail|diese e-?mail|ce(?:t)? e-?mail|este correo)\b.{0,60}(?:viruses|viren|virus))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LegalPattern();

    [GeneratedRegex(
        "^\\s*(?:(?:Sent (?:from|with|via)|Gesendet (?:von|mit|über)|Von (?:meinem|unterwegs|Outlook|Mail)|"
            + "Envoyé (?:d|à partir d|avec|par)|Enviado (?:d|a partir d)|Inviato (?:da|con)|Verstuurd|Verzonden|Skickat|Sendt fra|"
            + $"Lähetetty|Wysłan[eo]|Odesláno|Отправлено|Надіслано)[^,:;!?]{{1,40}}?{Program}{Rest}|"
            + $"{Program}.{{0,12}}(?:gönderildi|から送信|에서 보냄)|发自我的|從我的|从我的|"
            + "(?:Get|Download|Obtenir|Télécharger|Obtener|Obter|Baixar|Scarica|Ottieni|Hämta|Hent|Hanki|Pobierz|Holen Sie sich|"
            + "Laden Sie).{0,12} Outlook\\b|Outlook (?:für|voor) .{2,20} (?:herunterladen|beziehen|abrufen|downloaden|halen)|"
            + "Provenance ?: Courrier pour|تم الإرسال من|נשלח מ)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SentFromPattern();
}
