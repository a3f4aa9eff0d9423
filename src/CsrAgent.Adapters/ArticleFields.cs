using System.IO.Hashing;
using System.Text;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Adapters;

/// <summary>Fields of an article whose source has none, or none that can be used as they are.</summary>
internal static class ArticleFields
{
    private static readonly LanguageDetector Languages = new();

    /// <summary>The place itself, or a hash of it where it is too long for an id.</summary>
    public static string IdOf(string kind, string place) =>
        PrintableId.IsValid(place) ? place : $"{kind}-{XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(place)):x32}";

    /// <summary>In one line without control characters, of the length that a title may have.</summary>
    public static string TitleOf(string text)
    {
        var clean = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return ShortText.LineOf(clean, ArticleRules.MaxTitleLength);
    }

    public static IReadOnlyList<string> TagsOf(IEnumerable<string> words) =>
        [.. words.Where(word => word.Length <= ArticleRules.MaxTagLength).Take(ArticleRules.MaxTags)];

    /// <param name="named">The language that the source names, if it does; "English" is no code.</param>
    /// <returns>Null if it cannot be told.</returns>
    public static string? LanguageOf(string? named, string text) =>
        named?.Trim().Split('-', '_')[0] is { Length: 2 or 3 } code && code.All(char.IsAsciiLetter) ? code : Languages.Detect(text).Code;
}
