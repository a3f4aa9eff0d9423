using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;

namespace CsrAgent.Answering.Checks;

/// <summary>What an answer is based on.</summary>
/// <param name="Citations">The provider's valid citations, then those found by comparing words; one per article, at its best place.</param>
/// <param name="Support">The share (0..1) of statements that a citation or a passage supports; null if there are no statements, or it
/// cannot be measured.</param>
internal sealed record Evidence(IReadOnlyList<Citation> Citations, double? Support)
{
    private const int MinStatementLength = 4;

    /// <summary>True if statements were measured and no article carries any of them.</summary>
    public bool IsUnsupported => Support is 0 && Citations.Count == 0;

    /// <param name="text">The answer.</param>
    /// <param name="cited">What the provider cites.</param>
    /// <param name="passages">What was found.</param>
    /// <param name="question">The customer's; its numbers may be repeated.</param>
    /// <param name="language">The answer's: passages in others share no words with it, so they are not measured by words.</param>
    public static Evidence Of(
        string text,
        IReadOnlyList<CitedSpan> cited,
        IReadOnlyList<PassageHit> passages,
        string question,
        string language
    )
    {
        var overlap = new PassageOverlap(passages, question);
        var statementsIn = Sentences.Ranges(text).Where(range => IsStatement(text[range])).ToList();
        var kept = cited
            .Select(span => (Span: span, Citation: CitationCheck.Check(span.Annotation, passages)))
            .Where(entry => entry.Citation is { } citation && IsCarried(entry.Span, citation))
            .ToArray();
        var citations = kept.Select(entry => entry.Citation!).ToList();
        var (backed, statements) = (0, 0);
        foreach (var range in statementsIn)
        {
            statements++;
            if (kept.Any(entry => Covers(entry.Span, range, text.Length)))
            {
                backed++;
            }
            else if (overlap.Find(text[range]) is { } found)
            {
                backed++;
                AddUnlessCited(citations, found);
            }
        }

        return new([.. citations.Distinct()], statements == 0 ? null : (double)backed / statements);

        // A provider cites an article for whatever it says: the article has to carry one of the statements that it is cited for.
        bool IsCarried(CitedSpan span, Citation citation)
        {
            var said = statementsIn.Where(range => Covers(span, range, text.Length)).ToList();
            return said.Count == 0 || said.Exists(range => overlap.MayCarry(citation.ArticleId, text[range], language));
        }
    }

    private static bool Covers(CitedSpan span, Range sentence, int textLength)
    {
        var (start, length) = sentence.GetOffsetAndLength(textLength);
        return span.Start < start + length && span.End > start;
    }

    private static void AddUnlessCited(List<Citation> citations, Citation found)
    {
        if (citations.All(citation => citation.ArticleId != found.ArticleId)) citations.Add(found);
    }

    // Questions and expressions of sympathy need no source.
    private static bool IsStatement(string sentence) =>
        !sentence.TrimEnd().EndsWith('?') && !sentence.TrimEnd().EndsWith('？') && WordHashes.Of(sentence).Count >= MinStatementLength;
}
