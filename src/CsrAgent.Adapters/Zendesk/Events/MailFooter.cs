using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>What mail programs, virus scanners and lawyers put below each mail. Pure.</summary>
internal static partial class MailFooter
{
    /// <summary>No advertisement of a mail program is longer.</summary>
    private const int MaxSentFrom = 80;

    /// <summary>What a footer begins with says what it is.</summary>
    private const int MaxBeginning = 400;

    /// <summary>What mails are written with.</summary>
    private const string Program =
        "(?:i?Phon|iPad|tablet|smartphone|mobile|móvil|celular|device|Handy|Mobil|Galaxy|Samsung|Huawei|Pixel|Xiaomi|BlackBerry|Android|"
        + "Outlook|Mail|Courrier|Correo|Yahoo|Gmail|AOL|Proton|GMX|WEB\\.DE)";

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

    /// <summary>A paragraph of its own; within other words it may be the customer's.</summary>
    private static bool IsLegal(IReadOnlyList<string> lines, int at) =>
        (string.IsNullOrWhiteSpace(lines[at - 1]) || RulePattern().IsMatch(lines[at - 1]))
        && LegalPattern().IsMatch(lines[at].Length <= MaxBeginning ? lines[at] : lines[at][..MaxBeginning]);

    private static bool IsBelow(string line) =>
        string.IsNullOrWhiteSpace(line) || RulePattern().IsMatch(line) || (line.Length <= MaxSentFrom && SentFromPattern().IsMatch(line));

    [GeneratedRegex(@"^\s*(?:_{3,}|-{3,}|\*{3,}|={3,})\s*$")]
    private static partial Regex RulePattern();

    [GeneratedRegex(
        @"^(?:\W*|P )(?:(?:confidentiality|legal|privacy) (?:notice|note)\b|disclaimer\b|haftungsausschluss\b|vertraulichkeitshinweis\b|"
            + @"rechtlicher hinweis\b|avis de confidentialité|avertissement\s?:|aviso legal\b|"
            + @"aviso de confidencialidade?\b|avviso di riservatezza|"
            + @"(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission)\b.{0,160}\b"
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
            + $"Lähetetty|Wysłan[eo]|Odesláno|Отправлено|Надіслано).{{1,40}}?{Program}|"
            + $"{Program}.{{0,12}}(?:gönderildi|から送信|에서 보냄)|发自我的|從我的|从我的|"
            + "(?:Get|Download|Obtenir|Télécharger|Obtener|Obter|Baixar|Scarica|Ottieni|Hämta|Hent|Hanki|Pobierz|Holen Sie sich|"
            + "Laden Sie).{0,12} Outlook\\b|Outlook (?:für|voor) .{2,20} (?:herunterladen|beziehen|abrufen|downloaden|halen)|"
            + "Provenance ?: Courrier pour|تم الإرسال من|נשלח מ)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SentFromPattern();
}
