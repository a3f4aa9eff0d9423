using System.Buffers;
using CsrAgent.Conversations;
using CsrAgent.Knowledge;
using CsrAgent.Languages;
using CsrAgent.Safety;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering.Checks;

/// <summary>
/// Keeps only citations whose words occur in a passage that was found for this turn. Line breaks and spaces do not count.
/// </summary>
internal static class CitationCheck
{
    private const int MaxQuoteLength = 400;

    /// <summary>Null if the source was not found in this turn, or does not contain the quote.</summary>
    public static Citation? Check(CitationAnnotation annotation, IReadOnlyList<PassageHit> passages)
    {
        var quote = Bare(PromptFence.Neutralise(annotation.Snippet ?? ""));
        if (quote.Length == 0 || PassageContent.ArticleIdOf(annotation.Url) is not { } article) return null;
        return passages.Any(hit => hit.ArticleId == article && KnownPassage.Of(hit).BareText.Contains(quote, StringComparison.Ordinal))
            ? new(article, Shorten(annotation.Snippet!.Trim()))
            : null;
    }

    // Providers cite whole passages; readers want the exact place.
    private static string Shorten(string quote)
    {
        if (quote.Length <= MaxQuoteLength) return quote;
        var whole = Sentences.WholeOnly(quote[..MaxQuoteLength]);
        return whole.Length > 0 ? whole : quote[..MaxQuoteLength].TrimEnd();
    }

    /// <summary>The text without white space.</summary>
    internal static string Bare(ReadOnlySpan<char> text)
    {
        var bare = ArrayPool<char>.Shared.Rent(text.Length);
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) bare[length++] = c;
        }

        var result = bare.AsSpan(0, length).ToString();
        ArrayPool<char>.Shared.Return(bare);
        return result;
    }
}
