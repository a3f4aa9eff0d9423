using System.Buffers;

namespace CsrAgent.Languages;

/// <summary>Distinguishes the languages of the Cyrillic script by letters that only some of them use, and else by their profiles.</summary>
internal static class CyrillicMarks
{
    private static readonly LanguageProfiles Profiles = LanguageProfiles.FromResource("Languages.cyrillic.txt");
    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("іїєґІЇЄҐ");
    private static readonly SearchValues<char> Belarusian = SearchValues.Create("ўЎыЫ");
    private static readonly SearchValues<char> Serbian = SearchValues.Create("јљњћђЈЉЊЋЂ");
    private static readonly SearchValues<char> Macedonian = SearchValues.Create("ѓќѕЃЌЅ");
    private static readonly SearchValues<char> OnlyRussian = SearchValues.Create("ыэёЫЭЁ");

    public static string Decide(string text)
    {
        var span = text.AsSpan();
        if (span.ContainsAny(Ukrainian)) return span.ContainsAny(Belarusian) ? "be" : "uk";
        if (span.ContainsAny(Serbian)) return span.ContainsAny(Macedonian) ? "mk" : "sr";
        return span.ContainsAny(OnlyRussian) ? "ru" : Profiles.Likeliest(text, LanguageDetector.Enough);
    }
}
