using CsrAgent.Knowledge.Passages;
using CsrAgent.Languages;

namespace CsrAgent.Knowledge;

/// <summary>The sentence of a passage that is most relevant to a question.</summary>
internal static class KnowledgeSnippet
{
    /// <summary>Maximum length of a snippet, in characters.</summary>
    public const int MaxLength = 240;

    /// <summary>Plain text; the first sentence if none matches better.</summary>
    public static string Of(string passage, string question, string language)
    {
        var asked = StemmedWords.Of(question, language).ToHashSet();
        var sentences = Sentences.Split(MarkdownText.Plain(passage)).Where(sentence => sentence.Length > 1);
        var best = sentences.MaxBy(sentence => StemmedWords.Of(sentence, language).Distinct().Count(asked.Contains)) ?? "";
        return best.Length <= MaxLength ? best : Shorten(best);
    }

    private static string Shorten(string sentence)
    {
        var end = sentence.LastIndexOf(' ', MaxLength - 2);
        end = end < MaxLength / 2 ? MaxLength - 2 : end;
        return sentence[..(char.IsHighSurrogate(sentence[end - 1]) ? end - 1 : end)].TrimEnd(',', ';', ' ') + "…";
    }
}
