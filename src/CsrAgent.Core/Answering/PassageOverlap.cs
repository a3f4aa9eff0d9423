using CsrAgent.Answering.Checks;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering;

/// <summary>
/// Decides whether a passage supports a sentence, by the words they share: for providers that do not cite. Coarse on purpose; a number that
/// is neither in the passage nor in the question is never supported.
/// </summary>
internal sealed class PassageOverlap(IReadOnlyList<PassageHit> passages, string question)
{
    private const double Enough = 0.6;
    private const double Some = 0.2;

    private HashSet<ulong>[] Passages =>
        field ??= [.. passages.Select(hit => KnownPassage.Of(hit).WordHashes)];

    private HashSet<ulong> Question => field ??= WordHashes.Of(question);

    /// <summary>The place in the passage that supports the sentence best, or null.</summary>
    public Citation? Find(string sentence)
    {
        var tokens = WordHashes.Of(sentence);
        var best = Passages.Select((passage, i) => (Share: Share(tokens, passage), Index: i)).DefaultIfEmpty().MaxBy(entry => entry.Share);
        return best.Share >= Enough ? new(passages[best.Index].ArticleId, Quote(passages[best.Index].Passage.Text, tokens)) : null;
    }

    /// <summary>
    /// Whether an article can be the source of a sentence that a provider cites it for, in other words perhaps: some of the sentence's
    /// words are the article's, and no number is another's. An article in another language is believed.
    /// </summary>
    public bool MayCarry(string articleId, string sentence, string language)
    {
        var tokens = WordHashes.Of(sentence);
        return passages
            .Select((hit, i) => (hit, i))
            .Where(entry => entry.hit.ArticleId == articleId)
            .Any(entry => entry.hit.Language != language || Share(tokens, Passages[entry.i]) >= Some);
    }

    private double Share(HashSet<ulong> sentence, HashSet<ulong> passage)
    {
        var shared = 0;
        foreach (var token in sentence)
        {
            if (passage.Contains(token)) shared++;
            else if (WordHashes.IsNumber(token) && !Question.Contains(token)) return 0;
        }

        return sentence.Count == 0 ? 0 : (double)shared / sentence.Count;
    }

    private static string Quote(string passage, HashSet<ulong> tokens) =>
        Sentences.Split(passage).DefaultIfEmpty(passage.Trim()).MaxBy(sentence => WordHashes.Of(sentence).Count(tokens.Contains))!;
}
