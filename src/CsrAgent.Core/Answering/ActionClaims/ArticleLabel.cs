using System.Text.RegularExpressions;
using CsrAgent.Knowledge;

namespace CsrAgent.Answering.ActionClaims;

/// <summary>
/// List items that explain a term under the article's own label, as in "- **Refunded:** we have sent the money". They define what a status
/// means and claim nothing, unless the agent says "I" in them.
/// </summary>
internal static partial class ArticleLabel
{
    private static readonly HashSet<string> Oneself = ["i", "i've", "i'm", "i'll", "ich", "he", "j'ai", "je", "eu", "io", "ho", "ik"];

    public static bool Explains(string sentence, IReadOnlyList<PassageHit> passages)
    {
        if (Item().Match(sentence) is not { Success: true } item || Clause.Read(sentence).Any(word => Oneself.Contains(word.Text)))
        {
            return false;
        }
        var label = "**" + item.Groups["label"].Value.Trim().TrimEnd(':');
        return passages.Any(hit => hit.Passage.Text.Contains(label, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\s*(?:[-*•]|\d{1,2}[.)])?\s*\*\*(?<label>[^*\n]{2,80})\*\*", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
