using System.Text.RegularExpressions;

namespace CsrAgent.Adapters.Zendesk.Events;

/// <summary>
/// Takes out of a mail what its program has put around the customer's words: the mail that it answers, and what stands below each. A mail
/// that the customer forwards stays, as they want it read. Pure.
/// </summary>
internal static partial class MailText
{
    // What the headers of a mail are called in the languages of mail programs.
    private const string From =
        "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|От кого|Від|Kimden|Feladó|De la|"
        + "发件人|寄件者|差出人|보낸 사람|من|מאת";

    private const string Sent =
        "Sent|Date|Gesendet|Datum|Envoyé|Enviad[oa](?: el| em)?|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Dato|Lähetetty|Päiväys|"
        + "Wysłano|Odesláno|Отправлено|Дата|Надіслано|Gönderildi|Gönderme Tarihi|Tarih|Elküldve|Trimis|"
        + "发送时间|日期|寄件日期|送信日時|日付|보낸 날짜|تم الإرسال|التاريخ|נשלח|תאריך";

    private const string Subject =
        "Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Тема|Konu|Tárgy|Subiect|主题|"
        + "主旨|件名|제목|الموضوع|נושא";

    private const string To =
        "To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Кому|Kime|Címzett|Către|"
        + "收件人|收件者|宛先|받는 사람|إلى|אל";

    // Bold headers have asterisks; some programs put all of them into one line.
    private const string Before = @"(?:^|\n|\s)[\s*>]*(?:";
    private const string After = @")\s?\*?\s?[:：]\*?";

    /// <summary>Programs break the line above a quotation into so many at most.</summary>
    private const int MaxAttributionLines = 3;

    private const int MaxAttribution = 320;

    /// <summary>Of a header of a mail; no program writes a longer one.</summary>
    private const int MaxHeader = 400;

    /// <summary>Lines among which the headers of the answered mail stand, empty ones not counted.</summary>
    private const int HeaderLines = 6;

    /// <summary>Empty if nothing is left.</summary>
    /// <param name="text">With plain line ends.</param>
    public static string OwnWords(string text)
    {
        var lines = text.Split('\n');
        var own = new List<string>();
        var at = 0;
        while (at < lines.Length && !IsForwarded(lines[at]))
        {
            var attribution = IsQuoted(lines[at]) ? 1 : AttributionAt(lines, at);
            // Answers may stand between the quoted lines, but not where nothing tells the two apart.
            if (attribution > 0 && !IsQuoted(lines[at]) && !IsQuotedNext(lines, at + attribution)) break;
            if (attribution == 0 && IsEnd(lines, at)) break;
            if (attribution == 0) own.Add(lines[at]);
            at += Math.Max(1, attribution);
        }
        var forwarded = at < lines.Length && IsForwarded(lines[at]) ? lines[at..] : [];
        return string.Join('\n', forwarded.Length == 0 ? MailFooter.Without(own) : own.Concat(forwarded)).Trim();
    }

    private static bool IsQuoted(string line) => line.TrimStart().StartsWith('>');

    private static bool IsQuotedNext(string[] lines, int at) =>
        lines.Skip(at).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } next && IsQuoted(next);

    private static bool IsForwarded(string line) => line.Length <= MaxHeader && ForwardPattern().IsMatch(line);

    private static bool IsEnd(string[] lines, int at)
    {
        var line = lines[at];
        return line.TrimEnd() is "--" or "—"
            || (line.Length <= MaxHeader && (ReplyLinePattern().IsMatch(line) || DividerPattern().IsMatch(line)))
            || (RulePattern().IsMatch(line) ? BeginsHeaders(lines, at + 1) : HeaderPattern().IsMatch(line) && BeginsHeaders(lines, at));
    }

    /// <summary>How many lines from here say who wrote what is quoted below them; 0 if these do not.</summary>
    private static int AttributionAt(string[] lines, int at)
    {
        for (var count = 1; count <= MaxAttributionLines && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1];
            if (string.IsNullOrWhiteSpace(line) || IsQuoted(line) || line.Length > MaxAttribution) return 0;
            if (IsAttribution(Join(lines, at, count), IsQuotedNext(lines, at + count))) return IsFirstOf(lines, at, count) ? count : 0;
        }
        return 0;
    }

    /// <summary>False where the first line is the customer's last one, and only what follows it is an attribution.</summary>
    private static bool IsFirstOf(string[] lines, int at, int count)
    {
        var isLed = LeadPattern().IsMatch(lines[at]);
        if (count > 1 && !isLed && at > 0 && !string.IsNullOrWhiteSpace(lines[at - 1])) return false;
        return !Enumerable
            .Range(at + 1, count - 1)
            .Any(start =>
                IsAttribution(Join(lines, start, at + count - start), isQuotedNext: false)
                && (!isLed || LeadPattern().IsMatch(lines[start]))
            );
    }

    private static string Join(string[] lines, int at, int count) =>
        string.Join(' ', lines.Skip(at).Take(count).Select(line => line.Trim()));

    private static bool IsAttribution(string line, bool isQuotedNext)
    {
        var plain = InvisiblePattern().Replace(line, "").Trim();
        if (plain.Length is 0 or > MaxAttribution || plain[^1] is not (':' or '：')) return false;
        var isLed = LeadPattern().IsMatch(plain);
        var hasAddress = AddressPattern().IsMatch(plain);
        if (WrotePattern().IsMatch(plain))
        {
            var hasTime = TimePattern().IsMatch(plain) || YearPattern().IsMatch(plain) || (isQuotedNext && plain.Any(char.IsDigit));
            return hasTime && (isLed || hasAddress);
        }
        return hasAddress && TimePattern().IsMatch(plain) && YearPattern().IsMatch(plain);
    }

    /// <summary>
    /// True for sender, time and more of the answered mail, in lines below each other. A trip has From, To and Date too: only with an
    /// address or a subject is it a mail.
    /// </summary>
    private static bool BeginsHeaders(string[] lines, int at)
    {
        // Some programs leave a line empty below each.
        var near = lines.Skip(at).Take(2 * HeaderLines).Where(line => !string.IsNullOrWhiteSpace(line) && line.Length <= MaxHeader);
        var block = string.Join('\n', near.Take(HeaderLines));
        return HeaderPattern().IsMatch(block)
            && SentPattern().IsMatch(block)
            && (SenderPattern().IsMatch(block) || (FromPattern().IsMatch(block) && SubjectPattern().IsMatch(block)));
    }

    [GeneratedRegex(@"^[\s*>]*(?:" + From + "|" + Sent + "|" + Subject + "|" + To + After, RegexOptions.IgnoreCase)]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(Before + From + After, RegexOptions.IgnoreCase)]
    private static partial Regex FromPattern();

    /// <summary>With an address.</summary>
    [GeneratedRegex(Before + From + After + @"[^\n]*@", RegexOptions.IgnoreCase)]
    private static partial Regex SenderPattern();

    [GeneratedRegex(@"(?:^|\n|\s|>|\.)\*?(?:" + Sent + After, RegexOptions.IgnoreCase)]
    private static partial Regex SentPattern();

    [GeneratedRegex(Before + Subject + After, RegexOptions.IgnoreCase)]
    private static partial Regex SubjectPattern();

    /// <summary>Zendesk writes this above the history that it puts into its mails, in the account's language.</summary>
    [GeneratedRegex(@"##-\s.{5,160}\s-##")]
    private static partial Regex ReplyLinePattern();

    /// <summary>Outlook draws it above the headers of the answered mail.</summary>
    [GeneratedRegex(@"^\s*(?:_{5,}|-{5,}|\*{5,})\s*$")]
    private static partial Regex RulePattern();

    [GeneratedRegex(
        @"^\s*[-_]{2,}\s*(?:Original(?:[ -]?(?:Message|Nachricht|E-?Mail|bericht|melding|meddelelse))?|Reply(?: message)?|"
            + "Ursprüngliche Nachricht|Message d['’]origine|Message original|Mensaje original|Messaggio originale|Mensagem original|"
            + "Oorspronkelijk bericht|Ursprungligt meddelande|Opprinnelig melding|Oprindelig meddelelse|Alkuperäinen viesti|"
            + "Oryginalna wiadomość|Wiadomość oryginalna|Původní zpráva|Исходное сообщение|"
            + "Orijinal (?:İleti|Mesaj)|Eredeti üzenet|"
            + @"Mesajul original|原始邮件|原始郵件|元のメッセージ|원본 메시지|"
            + @"الرسالة الأصلية|הודעה מקורית)\b.{0,40}[-_]{2,}\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DividerPattern();

    [GeneratedRegex(
        @"^\s*(?:-{2,}\s*(?:Forwarded|Weitergeleitete|Message (?:transféré|réexpédié)|Mensaje reenviado|Messaggio inoltrato|"
            + @"Mensagem encaminhada|Doorgestuurd bericht|Vidarebefordrat|Videresend|Przekazana|Přeposlaná|"
            + @"Пересылаемое|İletilen).{0,40}-{2,}|"
            + "Begin forwarded message:|Anfang der weitergeleiteten (?:Nachricht|E-Mail):|"
            + "Début du message (?:réexpédié|transféré) ?:|"
            + @"Inicio del mensaje reenviado:|Inizio messaggio inoltrato:|Begin doorgestuurd bericht:)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ForwardPattern();

    [GeneratedRegex(@"^(?:On|Am|Le|El|Il|Em|Op|Den|W dniu|Dňa|Dne|Wiadomość napisana|På|På den)\s", RegexOptions.IgnoreCase)]
    private static partial Regex LeadPattern();

    [GeneratedRegex(
        @"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał(?:\(a\)|a)?|napisana przez|pisze|"
            + @"napsal(?:\(a\)|a)?|написал(?:\(а\)|а)?|пишет|пише|ezt írta|a scris|şunu yazdı|"
            + @"şunları yazdı)(?!\w)|写道|寫道|のメール|작성|كتب|כתב",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WrotePattern();

    [GeneratedRegex(@"[<(\[][^\s<>()@]+@[^\s<>()@]+[>)\]]")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)[0-9]{2}|[٠-٩]{4}|[۰-۹]{4})(?!\d)|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"\d{1,2}[:.h]\d{2}")]
    private static partial Regex TimePattern();

    /// <summary>Marks of direction, and what has no width.</summary>
    [GeneratedRegex(@"[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]")]
    private static partial Regex InvisiblePattern();
}
