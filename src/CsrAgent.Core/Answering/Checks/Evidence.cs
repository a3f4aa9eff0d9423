using CsrAgent.Answering.Model;
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

    public static Evidence Of(string text, IReadOnlyList<CitedSpan> cited, IReadOnlyList<PassageHit> passages, string question)
    {
        var kept = cited
            .Select(span => (span, citation: CitationCheck.Check(span.Annotation, passages)))
            .Where(entry => entry.citation is not null)
            .ToArray();
        var overlap = new PassageOverlap(passages, question);
        var citations = kept.Select(entry => entry.citation!).ToList();
        var (backed, statements) = (0, 0);
        foreach (var range in Sentences.Ranges(text).Where(range => IsStatement(text[range])))
        {
            statements++;
            var (start, length) = range.GetOffsetAndLength(text.Length);
            if (kept.Any(entry => entry.span.Start < start + length && entry.span.End > start))
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
    }

    private static void AddUnlessCited(List<Citation> citations, Citation found)
    {
        if (citations.All(citation => citation.ArticleId != found.ArticleId)) citations.Add(found);
    }

    // Questions and expressions of sympathy need no source.
    private static bool IsStatement(string sentence) =>
        !sentence.TrimEnd().EndsWith('?') && !sentence.TrimEnd().EndsWith('？') && WordHashes.Of(sentence).Count >= MinStatementLength;
}
