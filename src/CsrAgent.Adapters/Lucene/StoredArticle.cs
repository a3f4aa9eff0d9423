using System.Text.Json;
using CsrAgent.Knowledge;

namespace CsrAgent.Adapters.Lucene;

/// <summary>The whole article as stored in the index, so that a new generation can take it over.</summary>
internal sealed record StoredArticle(KnowledgeArticle Article, DateTimeOffset SyncedAt)
{
    public IndexedArticle Entry => new(Article.Id, Article.Title, ArticleHash.Of(Article), Article.Source, SyncedAt);

    public string Write() => JsonSerializer.Serialize(this);

    public static StoredArticle Read(string json) =>
        JsonSerializer.Deserialize<StoredArticle>(json) ?? throw new JsonException("An article in the index is empty.");
}
