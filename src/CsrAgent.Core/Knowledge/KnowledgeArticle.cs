using CsrAgent.Knowledge.Sync;

namespace CsrAgent.Knowledge;

/// <summary>One help article. <paramref name="Body"/> is Markdown.</summary>
/// <param name="Id">Unique; see <see cref="Conversations.PrintableId"/>.</param>
/// <param name="Language">ISO 639-1; "en" if the source does not specify it.</param>
public sealed record KnowledgeArticle(string Id, string Title, string? Url, IReadOnlyList<string> Tags, string Language, string Body)
{
    /// <summary>The <see cref="Source"/> of articles that came through the articles API. No sync deletes or overwrites them.</summary>
    public const string ApiSource = "api";

    /// <summary>
    /// The one thing that the article is about where others say the same of other things (a hotel, a product), as customers name it; null
    /// if it is about none.
    /// </summary>
    public string? Entity { get; init; }

    /// <summary>Whether it may replace the indexed article with its id.</summary>
    public bool MayReplace(string indexedSource) => indexedSource != ApiSource || Source == ApiSource;

    /// <summary>The <see cref="IKnowledgeSource.Name"/> of its source. Not part of its content: see <see cref="ArticleHash"/>.</summary>
    public string Source { get; init; } = ApiSource;
}
