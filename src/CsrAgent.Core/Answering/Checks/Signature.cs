using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Finds a person's name under an answer: "Best regards,\nAnna". The assistant's own name, the company's and a team's are none.
/// </summary>
internal static partial class Signature
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Closings =
        @"(?:with |my )?(?:(?:best|kind(?:est)?|warm(?:est)?) )?regards|(?:yours )?(?:sincerely|truly|faithfully)(?: yours)?"
        + @"|(?:all the|my) best|(?:with )?(?:best|warm) wishes|cheers|yours|(?:many )?thanks|take care"
        + @"|(?:mit )?(?:freundlichen?|besten?|lieben?|herzlichen?|vielen?|schönen?) gr(?:ü|ue)(?:ß|ss)en?|mfg|lg|vg"
        + @"|(?:un |muchos )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|cordialmente|un abrazo"
        + @"|(?:bien )?cordialement|bien à vous|sincères salutations|(?:avec )?mes salutations|à bientôt"
        + @"|(?:cordiali|distinti) saluti|(?:un )?(?:cordiale )?saluto|con i migliori saluti"
        + @"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groetjes|(?:os )?(?:meus |melhores )?cumprimentos|atenciosamente|abraços?"
        + @"|(?:com os melhores cumprimentos)|z poważaniem|(?:serdecznie |pozdrowienia,? )?pozdrawiam"
        + "|с уважением|всего доброго|з повагою"
        + @"|(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?|hälsningar|saygılarımla|sevgiler|iyi günler dilerim"
        + @"|敬具|よろしくお願い(?:いた)?します|此致|敬上|谨上|祝好"
        + @"|सादर|مع (?:أطيب )?(?:التحيات|تحياتي)|تحياتي";

    // A line that is a name, and perhaps a place of work behind it; in scripts without capitals, a line of a few characters.
    private const string Name =
        @"(?<name>(?-i:\p{Lu}[\p{Ll}\p{M}'’.-]+)(?:[ \t](?-i:\p{Lu}[\p{L}\p{M}'’.-]*)){0,2}"
        + @"|[\p{IsCJKUnifiedIdeographs}\p{IsKatakana}\p{IsHiragana}]{2,6}|[\p{IsDevanagari}\p{IsArabic}]{2,12})";

    /// <summary>True if a line or sentence is a closing phrase and perhaps a name.</summary>
    public static bool IsClosing(string sentence) => Closing().IsMatch(sentence);

    /// <summary>The name under the answer, or null.</summary>
    /// <param name="isOwn">Names that the assistant may sign with.</param>
    public static string? Find(string text, Func<string, bool> isOwn) =>
        Signed()
            .Matches(text)
            .Concat(Under().Matches(text))
            .Select(match => match.Groups["name"].Value)
            .FirstOrDefault(name => !Nobody().IsMatch(name) && !isOwn(name));

    [GeneratedRegex(
        @"^[\W_]*(?:" + Closings + @")[\s,!.，、。–—-]*"
            + @"(?:\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){0,2}[\s.]*)?$",
        Options
    )]
    private static partial Regex Closing();

    [GeneratedRegex(
        @"^[*_>\s]*(?:" + Closings + @")[*_]*[ \t]*[,!.，、。:–—-]*[\s*_–—-]+"
            + Name
            + @"[*_]*[ \t]*(?:$|[,|(/–—-][^\n]{0,60}$|\.\s*$)",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex Signed();

    // "~ Tom, Alder & Finch", or a name and below it what its owner is.
    [GeneratedRegex(
        @"^[*_>\s]*(?:~[ \t]*" + Name + @"(?:,[^\n]{1,60})?|" + Name
            + @"[*_]*[ \t]*\n[*_>\s]*(?:\p{L}+[ \t]){0,3}"
            + @"(?:specialist|agent|representative|manager|advis[eo]r|berater(?:in)?|conseill(?:er|ère)))"
            + @"[*_\s.]*\z",
        Options | RegexOptions.Multiline
    )]
    private static partial Regex Under();

    [GeneratedRegex(
        @"\b(?:team|support|service|customer|care|help|desk|kunden\w*|assist\w*|asist\w*|bot|ai|ki|ia|your|ihr|dein|euer|votre|su|tu|uw"
            + @"|equipo|équipe|equipe|squadra|zespół|команда|служба|the|das|die|der|for|we|i|you|please|if|have|let)\b"
            + "|团队|客服|チーム|サポート|助手|アシスタント",
        Options
    )]
    private static partial Regex Nobody();
}
