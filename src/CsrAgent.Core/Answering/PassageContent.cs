using CsrAgent.Answering.Checks;
using CsrAgent.Knowledge;
using CsrAgent.Safety;
using Microsoft.Extensions.AI;

namespace CsrAgent.Answering;

/// <summary>
/// A knowledge passage as message content. Every provider can read its text; an adapter whose provider supports citable search results gets
/// the passage with <see cref="Find"/> and sends it as one. Citations come back as <see cref="CitationAnnotation"/> whose
/// <see cref="CitationAnnotation.Url"/> is the passage's <see cref="SourceOf"/> and whose snippet is the cited text.
/// </summary>
public static class PassageContent
{
    /// <summary>With its text fenced and marked as data.</summary>
    public static TextContent Create(PassageHit hit) => Create(hit, KnownPassage.Of(hit).Fenced);

    /// <param name="hit">The passage.</param>
    /// <param name="text">The passage for providers without search results: fenced and marked as data.</param>
    public static TextContent Create(PassageHit hit, string text) => new(text) { RawRepresentation = hit };

    /// <summary>The passage that this content carries, or null.</summary>
    public static PassageHit? Find(AIContent content) => content.RawRepresentation as PassageHit;

    /// <summary>An article's words as a model may read them: without marks that the prompt uses for its own.</summary>
    public static string Neutral(string text) => PromptFence.Neutralise(text);

    /// <summary>An absolute URI that identifies the passage's article: <c>kb:kb-001</c>.</summary>
    public static string SourceOf(PassageHit hit) => "kb:" + Uri.EscapeDataString(hit.ArticleId);

    /// <summary>The article id in a source made by <see cref="SourceOf"/>, or null for any other URI.</summary>
    public static string? ArticleIdOf(Uri? source) =>
        source is { Scheme: "kb" } ? Uri.UnescapeDataString(source.OriginalString[3..]) : null;
}
