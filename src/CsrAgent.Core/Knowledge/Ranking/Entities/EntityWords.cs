using CsrAgent.Languages;

namespace CsrAgent.Knowledge.Ranking.Entities;

/// <summary>Words as names are compared: lower case, without accents and apostrophes.</summary>
internal static class EntityWords
{
    public static IEnumerable<string> Of(string text)
    {
        var words = Words.Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (words.KindOf(i) == TokenKind.Word) yield return words[i].ToString();
        }
    }
}
