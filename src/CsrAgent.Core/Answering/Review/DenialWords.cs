using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CsrAgent.Answering.Review;

/// <summary>
/// What denies a sentence in a language, and what makes it hold in some cases only. Each language has its own: "no" is "in the" in
/// Portuguese, "se" is "if" in Italian and "oneself" in Spanish. Turkish denies within the verb, and so has none.
/// </summary>
internal sealed class DenialWords
{
    private static readonly FrozenDictionary<string, DenialWords> All = new Dictionary<string, DenialWords>
    {
        ["en"] = new(
            @"not|never|cannot|no|none|nothing|neither|nor|without|won['’]t"
                + @"|(?:ca|do|does|did|is|are|was|were|will|would|should|has|have|had|must|need|could)n['’]t",
            "if|unless|when|whenever|once"
        ),
        ["de"] = new(@"nicht|nichts|nie|niemals|kein(?:e[mnrs]?)?|ohne", "wenn|falls|sobald|sofern"),
        ["fr"] = new(@"pas|rien|jamais|aucune?s?|sans", @"si|s['’]ils?|lorsqu\w*|quand"),
        ["es"] = new(@"no|nunca|jamás|nada|ning[uú]n\w*|sin", "si|cuando"),
        // "Se" is "oneself" as well, but not where a clause begins, nor before its subject.
        ["pt"] = new(
            @"não|nunca|jamais|nada|nenhum\w*|sem",
            @"quando|caso|(?<=^\s*|[.,;:(]\s*)se|(?<!-)se(?=\s(?:o|a|os|as|um|uma|seu|sua|você|houver|for|forem|tiver|estiver|quiser)\b)"
        ),
        ["it"] = new(@"non|mai|nessun\w*|senza|niente", "se|quando|qualora"),
        ["nl"] = new(@"niet|niets|nooit|geen|zonder", "als|wanneer|indien|tenzij"),
        ["pl"] = new(@"nie|nigdy|bez", "jeśli|jeżeli|gdy"),
        // "Om" is "about" as well, but not where a clause begins, nor before its subject.
        ["sv"] = new(
            "inte|aldrig|ingen|inget|inga|utan",
            @"när|(?<=^\s*|[.,;:(]\s*)om|om(?=\s(?:du|ni|vi|han|hon|det|den|de|din|ditt|dina)\b)"
        ),
    }.ToFrozenDictionary();

    private readonly Regex _denials;
    private readonly Regex _conditions;

    private DenialWords(string denials, string conditions) => (_denials, _conditions) = (OneOf(denials), OneOf(conditions));

    /// <summary>Null for a language whose sentences are not compared for what they deny.</summary>
    /// <param name="language">ISO 639-1.</param>
    public static DenialWords? Of(string language) => All.GetValueOrDefault(language);

    public bool Denies(string sentence) => _denials.IsMatch(sentence);

    public bool HasCondition(string sentence) => _conditions.IsMatch(sentence);

    public string Without(string sentence) => _denials.Replace(sentence, " ");

    private static Regex OneOf(string words) => new($@"\b(?:{words})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
