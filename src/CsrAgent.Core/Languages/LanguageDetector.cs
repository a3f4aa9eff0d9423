namespace CsrAgent.Languages;

/// <summary>
/// Detects the language of a customer's message: by its script, and within the Latin script by common words and letter groups. Names and
/// numbers are ignored. Safe to use from many threads; microseconds per message, and nothing is allocated.
/// </summary>
public sealed class LanguageDetector
{
    /// <summary>Maximum number of letters to examine; more do not improve the result.</summary>
    internal const int Enough = 300;

    private readonly LanguageProfiles _latin = LanguageProfiles.FromResource("Languages.latin.txt");

    public DetectedLanguage Detect(string text)
    {
        var count = new ScriptCount(stackalloc int[ScriptCount.Scripts]);
        count.Read(text, Enough);
        if (count.Letters == 0) return DetectedLanguage.Unsure;
        return count.IsMostlyLatin ? _latin.Detect(text, Enough) : count.Decide(text);
    }
}
