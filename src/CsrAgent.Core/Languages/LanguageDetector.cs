namespace CsrAgent.Languages;

/// <summary>
/// Tells the language of a customer's message: by its script, and within the Latin script by small words and letter groups. Safe to use
/// from many threads; microseconds per message.
/// </summary>
public sealed class LanguageDetector
{
    /// <summary>Letters that are looked at; more do not make the answer better.</summary>
    private const int Enough = 300;

    private readonly LatinProfiles _profiles = LatinProfiles.FromResource();

    public DetectedLanguage Detect(string text)
    {
        var count = ScriptCount.Of(text, Enough);
        if (count.Letters == 0)
            return DetectedLanguage.Unsure;
        return count.IsMostlyLatin ? _profiles.Detect(text, Enough) : count.Decide(text);
    }
}
