using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Glossary;

/// <summary>
/// What a customer writes in another language, word by word in English: enough for a search to find the English article, and shown to
/// nobody. Immutable.
/// </summary>
internal static class EnglishGlossary
{
    private const int MaxLength = 1_000;

    private static readonly Dictionary<string, LanguageGlossary> Languages = Read(Resource.Read("Knowledge.Glossary.glossary.txt"));

    /// <summary>
    /// Null where most words are not known, since the rest would mislead, and for a language without a glossary. Words that are not known,
    /// such as names, stay as they are.
    /// </summary>
    /// <param name="language">ISO 639-1.</param>
    public static string? ToEnglish(string text, string language) =>
        Languages.GetValueOrDefault(language)?.ToEnglish(text.Length <= MaxLength ? text : text[..MaxLength]);

    internal static Dictionary<string, LanguageGlossary> Read(string text) =>
        text.Split("\n[")
            .Skip(1)
            .Select(part => part.Split(']', 2))
            .ToDictionary(part => part[0], part => new LanguageGlossary(part[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)));
}
