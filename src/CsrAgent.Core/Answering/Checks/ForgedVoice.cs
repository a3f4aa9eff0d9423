using System.Buffers;
using System.Text.RegularExpressions;
using CsrAgent.Conversations;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Finds text in an answer that imitates somebody else: a line with a speaker's label ("(Human colleague Anna:) …"), or a tag of the
/// prompt. Only people may speak as people.
/// </summary>
internal sealed partial class ForgedVoice(IEnumerable<Message> history)
{
    private const int MaxMarkLength = 80;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Start = """^[\s*_>#"'“-]*""";

    internal const string Colleagues =
        @"(?:human|live|menschliche[rn]?|humano|umano|humain)?\s?(?:colleague|agent|representative|operator|supervisor|kolleg(?:e|in)|"
        + @"mitarbeiter(?:in)?|sachbearbeiter(?:in)?|colega|compañer[oa]|agente|operador[a]?|representante|atendente|collègue|"
        + @"conseill(?:er|ère)|collega|operatore|operatrice|medewerk(?:er|ster)|konsultant(?:ka)?|kolega|pracownik|"
        + @"коллега|оператор|сотрудник|medarbetare|kollega|temsilci|"
        + "担当者|スタッフ|オペレーター|客服|同事|人工客服)";

    private const string Others =
        @"human|person|mensch|humano|umano|humain|mens|człowiek|человек|真人|customer|user|client|assistant|system|kund(?:e|in)|"
        + @"cliente|usuario|usuário|klant|klient|клиент|お客様|客户";

    internal const string Name = @"(?-i:\p{Lu}[\w.'’-]*)(?:\s(?-i:\p{Lu}[\w.'’-]*)){0,2}";

    // In brackets, or before a colon; a role alone, or with a name before or after it.
    private const string Labels =
        Start
        + @"(?:[\(\[（【][^\)\]）】\n]{0,60}?\b(?:" + Colleagues + "|" + Others
        + @")\b[^\)\]）】\n]{0,60}(?:[:：]\s*[\)\]）】]|[\)\]）】][*_]*\s*[:：])"
        + @"|[\(\[（【]" + Name + @"\s*[,\s–—-]\s*(?:" + Others + @")[\)\]）】]"
        + @"|" + Name + @"\s*[\(\[][^\)\]\n]{0,30}\b(?:" + Colleagues + @")\b[^\)\]\n]{0,20}[\)\]]"
        + @"|" + Name + @"\s(?:from|of|vom|von|del|du|di|van)\s(?:the\s|our\s)?(?:team|" + FalsePerson.Teams + @")\s\p{L}+[*_]*\s*[:：]"
        + @"|(?:from|von|de|da|van|od|от|från)\s*:\s*" + Name + @"\s*$"
        + @"|[\(\[（【](?:" + Colleagues + @")\s" + Name + @"[\)\]）】]"
        + @"|[\(\[（【]" + Name + @"\s*[,\s–—-]\s*(?:your\s|the\s)?(?:" + Colleagues + "|" + FalsePerson.Teams + @")[\)\]）】]"
        + @"|[\(\[（【]" + Name + @"\s(?:from|of|vom|von|del|du|di|van)\s[^\)\]）】\n]{1,40}[\)\]）】][*_]*\s*[:：]"
        + @"|(?:" + Colleagues + @")(?:\s(?:human[oa]?|uman[oa]|humaine?))?(?:\s" + Name + @")?\s*(?:\([^)\n]{0,40}\))?[*_]*\s*[:：]"
        + @"|(?:" + FalsePerson.Teams + @")\s*\(" + Name + @"\)[*_]*\s*[:：]"
        + @"|(?:" + Others + @")[*_]*\s*[:：]"
        + @"|" + Name + @"\s*[\(\[]\s*(?:the\s|our\s|your\s)?(?:" + FalsePerson.Teams + @")\s*[\)\]][*_]*\s*[:：]"
        + @"|" + Name + @"\s(?:from|of|vom|von|del|du|di|van)\s(?:the\s|our\s)?(?:" + FalsePerson.Teams + @")[*_]*\s*[:：]"
        + @"|" + Name + @"\s*(?:\(|,\s|[–—-]\s)\s*[^:\n.]{0,30}?\b(?:" + Colleagues + @")\b[^:\n.]{0,30}[:：]"
        + @"|" + Name + @",\s(?:" + FalsePerson.Teams + @")[*_]*\s*[:：]"
        + @"|(?:" + FalsePerson.Teams + @")\s(?:" + Colleagues + @")(?:\s" + Name + @")?[*_]*\s*[:：]"
        + @"|(?:manager(?:in)?|team\s?(?:lead(?:er)?|leiter(?:in)?)|advis[eo]r|specialist)\s" + Name + @"[*_]*\s*[:：]"
        + @"|" + Name + @"\s(?:from|of|vom|von|del|du|di|van)\s(?:the\s|our\s)?(?:\p{L}+\s)?team\s\p{L}+[*_]*\s*[:：]"
        + @"|(?:人間の|真人)?(?:担当者|スタッフ|オペレーター|同僚|客服|同事|人工客服)\p{L}{1,12}[:：]"
        + @"|[【\[(（](?:人間の|真人)?(?:担当者|スタッフ|オペレーター|同僚|客服|同事|人工客服)"
        + @"\p{L}{0,12}[】\])）]"
        + @"|[\(\[（【{]{1,2}(?:" + Others + "|" + Colleagues + @")[\)\]）】}]{1,2}\s)"
        + "|" + Start + @"(?:our\s|your\s|unsere?\s|ihre?\s)?(?:" + Colleagues + @")\s" + Name
        + @"(?:\s*[–—]\s|\s" + Says + @"\b)"
        + "|" + Start + @"(?:an?\s|eine?\s|une?\s)?(?:message|note|reply|answer|nachricht|antwort|mensaje|mensagem|messaggio|bericht)\s"
        + @"(?:from|of|von|de|da|di|van)\s(?:" + Name + "|" + Someone + @")\s?[:：]"
        + "|" + Start + NotTheCustomer + "(?:" + Name + @"|" + Someone + @")\s" + Tells
        // Nobody of that name has said anything here, or it would stand in the history.
        + "|" + Start + @"(?:" + Name + @"|" + Someone + @")\s" + Says + @"\s?[:：]";

    // "The manager", "our billing specialist", "eine Kollegin".
    private const string Someone =
        @"(?:an?|the|your|our|my|ein[e]?|der|die|mein[e]?|unser[e]?|un[ae]?|el|la|le|il|o|mi|su|nuestr[oa]|notre|votre|mon"
        + @"|een|de|het|onze)\s(?:\p{L}+\s)?(?:" + Colleagues + "|" + Leaders + ")";

    private const string Leaders =
        @"manager(?:in)?|team\s?(?:lead(?:er)?|leiter(?:in)?)|advis[eo]r|specialist|expert|boss|chef(?:in)?|gerente|jefe|jefa|responsable"
        + "|responsabile|directeur|directrice|leidinggevende";

    // "You told me that it is late."
    private const string NotTheCustomer = @"(?!(?:you|it|nobody|no one|usted|tú|nadie|niemand|personne|il|elle)\b)";

    // "Anna just told me that you can keep the item." To somebody: "wie gesagt" is nobody's word.
    private const string Tells =
        @"(?:(?:(?:has|have|just)\s){0,3}(?:told|tells|informed|informs|assured|assures|promised)\s(?:me|us)\b"
        + @"|hat\s(?:mir|uns)\s(?:\p{L}+\s){0,2}(?:gesagt|bestätigt|zugesagt)\b|(?:vient de me |m['’]a |nous a )(?:dire|dit|confirmé)\b"
        + @"|(?:me|nos) ha (?:dicho|confirmado|asegurado)\b)";

    private const string Says =
        "(?:wrote|says|said|writes|adds|replied|replies|confirms|confirmed|schreibt|sagt|schrieb"
        + "|écrit|dit|dice|escribe|scrive|schrijft|zegt)";

    /// <summary>Each label has a colon, a bracket or a dash, or a word for saying.</summary>
    private static readonly SearchValues<char> InLabels = SearchValues.Create(":：([（【{–—");

    private static readonly NeededWords InReports = new(
        [
            .. " told , tells , informed , informs , assured , assures , promised , hat , m'a , m’a , nous a , vient , ha ".Split(','),
            .. " wrote, says, said, writes, adds, repli, confirm".Split(','),
            .. " schreibt, sagt, schrieb, écrit, dit, dice, escribe, scrive, schrijft, zegt".Split(','),
        ]
    );

    private readonly string[] _people =
    [
        .. history
            .Where(message => message.Role == MessageRole.Human && !string.IsNullOrWhiteSpace(message.Author))
            .Select(message => message.Author!.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <param name="text">A sentence or a whole answer.</param>
    public bool IsIn(string text) =>
        text.Contains('<') && Mark().IsMatch(text)
        || (text.AsSpan().ContainsAny(InLabels) || InReports.MayBeIn(text)) && Label().IsMatch(text)
        || _people.Any(name => IsUnder(text, name));

    /// <summary>From which position an incomplete sentence must be held back until it is complete; its length if none.</summary>
    public int HoldFrom(string sentence)
    {
        if (Mark().Match(sentence) is { Success: true } whole) return whole.Index;
        var mark = sentence.LastIndexOf('<');
        if (mark >= 0 && sentence.Length - mark < MaxMarkLength && !sentence.AsSpan(mark).Contains('>')) return mark;
        if (LabelBegins().Match(sentence) is { Success: true } match) return match.Index;
        return _people.Any(name => Bare(sentence).StartsWith(name, StringComparison.OrdinalIgnoreCase)) ? 0 : sentence.Length;
    }

    /// <summary>True if a line is labelled with this person's name.</summary>
    private static bool IsUnder(string text, string name)
    {
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = Bare(text.AsSpan(range));
            if (!line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = line[name.Length..].TrimStart("*_ ");
            if (rest.Length > 0 && (rest[0] is ':' or '：' || rest[0] == '(' && rest.Contains(':'))) return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> line) => line.TrimStart(" \t*_>#([\"'“-");

    [GeneratedRegex(
        @"<\s*/?\s*(?:event|turn|customer_message|passage|search_results?|system|user|assistant"
            + @"|(?:human|live|support)(?:_\w+)?|colleague|agent|person)\b[^>]{0,200}>?",
        Options
    )]
    private static partial Regex Mark();

    [GeneratedRegex(Labels, Options | RegexOptions.Multiline)]
    private static partial Regex Label();

    [GeneratedRegex(Start + @"(?:[\(\[（【]|(?:" + Colleagues + "|" + Others + @")\b|" + Name + @"\s\()", Options)]
    private static partial Regex LabelBegins();
}
